/*
 * A tree with a patch applied.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/backend.h"
#include "source/overlay.h"
#include "source/patch-text.h"

/* What all patched files together may come to. */
#define MOST_BYTES ((gsize)512 << 20)

typedef struct Application {
    const Source *base;
    Source *overlay;
    GHashTable *made; /* path -> GBytes *, NULL: gone; what this patch did */
    gsize n_bytes;
} Application;

static bool refuse(const PatchedFile *file, const char *path, const char *why,
                   GError **error)
{
    g_set_error(error, PATCH_ERROR, PATCH_ERROR_DOES_NOT_APPLY,
                "line %u: '%s' %s", file->line, path, why);
    return false;
}

static bool has(const Application *application, const char *path)
{
    gpointer bytes;

    if (g_hash_table_lookup_extended(application->made, path, NULL, &bytes)) {
        return bytes;
    }
    return source_has(application->base, path);
}

static GBytes *read_file(const Application *application, const char *path,
                         GError **error)
{
    GBytes *made = g_hash_table_lookup(application->made, path);

    return made ? g_bytes_ref(made)
                : source_read(application->base, path, error);
}

/* "hw/x.c" of "a/hw/x.c"; a diff without prefixes names the file itself. */
static const char *real_path(const Application *application,
                             const PatchedFile *file, const char *path)
{
    const char *slash = path ? strchr(path, '/') : NULL;

    if (!slash || file->has_bare_paths) {
        return path;
    }
    if (slash - path == 1 && strchr("abiwco", *path)) {
        return slash + 1;
    }
    return has(application, path) ? path : slash + 1;
}

static bool is_link(const PatchedFile *file)
{
    return (file->mode & 0170000) == 0120000;
}

static bool put(Application *application, const PatchedFile *file,
                const char *path, GBytes *bytes, GError **error)
{
    application->n_bytes += g_bytes_get_size(bytes);
    if (application->n_bytes > MOST_BYTES ||
        g_bytes_get_size(bytes) > SOURCE_FILE_LIMIT) {
        return refuse(file, path, "becomes too large", error);
    }
    g_hash_table_insert(application->made, g_strdup(path), g_bytes_ref(bytes));
    if (is_link(file)) {
        g_autofree char *target =
            g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

        overlay_put_link(application->overlay, path, target);
    } else {
        overlay_put(application->overlay, path, bytes);
    }
    return true;
}

static void drop(Application *application, const char *path)
{
    g_hash_table_insert(application->made, g_strdup(path), NULL);
    overlay_remove(application->overlay, path);
}

/* The names alone. */
static bool check_spelling(const PatchedFile *file, const char *from,
                           const char *to, GError **error)
{
    const char *path = from && file->action != PATCH_ADD ? from : to;
    const char *trouble = from ? source_name_problem(from) : NULL;

    trouble = !trouble && to ? source_name_problem(to) : trouble;
    if (trouble) {
        g_autofree char *shown = g_strescape(path, NULL);

        return refuse(file, shown, trouble, error);
    }
    return true;
}

static bool check_names(const Application *application, const PatchedFile *file,
                        const char *from, const char *to, GError **error)
{
    if (file->action != PATCH_ADD && !has(application, from)) {
        return refuse(file, from, "is not in the tree", error);
    }
    if (file->action != PATCH_MODIFY && file->action != PATCH_DELETE &&
        g_strcmp0(from, to) != 0 && has(application, to)) {
        return refuse(file, to, "is in the tree already", error);
    }
    return true;
}

/* The file's new text; NULL on failure. */
static GBytes *new_text(const Application *application, const PatchedFile *file,
                        const char *from, GError **error)
{
    g_autoptr(GBytes) before = file->action == PATCH_ADD
                                   ? g_bytes_new_static("", 0)
                                   : read_file(application, from, error);

    return before ? patch_text(file, from, before, error) : NULL;
}

static bool apply_text(Application *application, const PatchedFile *file,
                       const char *from, const char *to, GError **error)
{
    g_autoptr(GBytes) after =
        new_text(application, file, from ? from : to, error);

    if (!after) {
        return false;
    }
    if (file->action == PATCH_DELETE || file->action == PATCH_RENAME) {
        drop(application, from);
    }
    return file->action == PATCH_DELETE ||
           put(application, file, to, after, error);
}

/* It has changed, and what it says now is not known. */
static void apply_binary(Application *application, const PatchedFile *file,
                         const char *from, const char *to)
{
    if (file->action != PATCH_ADD && file->action != PATCH_COPY) {
        drop(application, from);
    }
    if (file->action != PATCH_DELETE) {
        drop(application, to);
        source_add_problem(application->overlay, to,
                           "changed by a binary patch");
    }
}

/* A link that goes or points elsewhere. The tree shows the file that it led to,
 * or nothing if it led nowhere: what it said before cannot be checked. */
static bool apply_link(Application *application, const PatchedFile *file,
                       const char *from, GError **error)
{
    const PatchHunk *hunk =
        file->hunks->len ? g_ptr_array_index(file->hunks, 0) : NULL;

    drop(application, from);
    for (guint i = 0; hunk && i < hunk->lines->len; i++) {
        const PatchLine *line = &g_array_index(hunk->lines, PatchLine, i);

        if (line->mark == '+') {
            gsize length = line->length;
            g_autoptr(GBytes) target = NULL;

            length -= length > 0 && line->text[length - 1] == '\n';
            target = g_bytes_new(line->text, length);
            return put(application, file, from, target, error);
        }
    }
    return true;
}

/* A submodule has no place in the tree. */
static bool is_submodule(const PatchedFile *file)
{
    const PatchHunk *hunk =
        file->hunks->len ? g_ptr_array_index(file->hunks, 0) : NULL;
    const PatchLine *line = hunk && hunk->lines->len
                                ? &g_array_index(hunk->lines, PatchLine, 0)
                                : NULL;

    return (file->mode & 0170000) == 0160000 ||
           (line && line->length > 18 &&
            memcmp(line->text, "Subproject commit ", 18) == 0);
}

static bool apply_file(Application *application, const PatchedFile *file,
                       GError **error)
{
    const char *from = real_path(application, file, file->old_path);
    const char *to = real_path(application, file, file->new_path);

    if (file->action == PATCH_ADD) {
        from = NULL;
    } else if (file->action == PATCH_MODIFY) {
        to = from;
    } else if (file->action == PATCH_DELETE) {
        to = NULL;
    }
    if (is_submodule(file) || (!(from && source_may_matter(from)) &&
                               !(to && source_may_matter(to)))) {
        return true;
    }
    if (!check_spelling(file, from, to, error)) {
        return false;
    }
    if (is_link(file) && !file->is_binary &&
        (file->action == PATCH_MODIFY || file->action == PATCH_DELETE)) {
        return apply_link(application, file, from, error);
    }
    if (!check_names(application, file, from, to, error)) {
        return false;
    }
    if (file->is_binary) {
        apply_binary(application, file, from, to);
        return true;
    }
    return apply_text(application, file, from, to, error);
}

static void unref_bytes(gpointer bytes)
{
    if (bytes) {
        g_bytes_unref(bytes);
    }
}

Source *patch_apply(const Patch *patch, const Source *base, const char *label,
                    GError **error)
{
    g_autoptr(GHashTable) made =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_bytes);
    g_autoptr(Source) overlay = overlay_new(base, label);
    Application application = {base, overlay, made, 0};

    for (guint i = 0; i < patch->files->len; i++) {
        if (!apply_file(&application, g_ptr_array_index(patch->files, i),
                        error)) {
            return NULL;
        }
    }
    overlay_seal(overlay);
    return g_steal_pointer(&overlay);
}
