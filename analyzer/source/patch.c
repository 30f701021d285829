/*
 * Reads a unified diff.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/patch.h"

#include <string.h>

#include "source/patch-parser.h"

/* clang-format off */
G_DEFINE_QUARK(patch-error-quark, patch_error)
/* clang-format on */

static void hunk_free(gpointer data)
{
    PatchHunk *hunk = data;

    g_array_unref(hunk->lines);
    g_free(hunk);
}

static void file_free(gpointer data)
{
    PatchedFile *file = data;

    g_ptr_array_unref(file->hunks);
    g_free(file->old_path);
    g_free(file->new_path);
    g_free(file);
}

void patch_free(Patch *patch)
{
    if (patch) {
        g_ptr_array_unref(patch->files);
        g_free(patch);
    }
}

static PatchedFile *add_file(PatchParser *parser)
{
    PatchedFile *file = g_new0(PatchedFile, 1);

    file->line = parser->line;
    file->hunks = g_ptr_array_new_with_free_func(hunk_free);
    g_ptr_array_add(parser->patch->files, file);
    return file;
}

static void set_path(char **path, const char *text)
{
    g_free(*path);
    *path = patch_path(text);
}

static void set_bare_path(PatchedFile *file, char **path, const char *text,
                          PatchAction action)
{
    set_path(path, text);
    file->action = action;
    file->has_bare_paths = true;
}

static void set_mode(PatchedFile *file, const char *text)
{
    file->mode = (guint)g_ascii_strtoull(text, NULL, 8);
}

/* "index 0123..4567 120000" tells that it was a link before, too. */
static void take_index(PatchedFile *file, const char *line)
{
    const char *space = strrchr(line, ' ');

    if (g_str_equal(space + 1, "120000")) {
        set_mode(file, space + 1);
    }
}

/* What follows the prefix, or NULL. */
static const char *behind(const char *line, const char *prefix)
{
    return g_str_has_prefix(line, prefix) ? line + strlen(prefix) : NULL;
}

/* One of git's own lines below "diff --git"; false if it is none. */
static bool take_extended(PatchedFile *file, const char *line)
{
    static const char *const ignored[] = {"old mode ", "similarity index ",
                                          "dissimilarity index "};
    const char *rest;

    for (guint i = 0; i < G_N_ELEMENTS(ignored); i++) {
        if (g_str_has_prefix(line, ignored[i])) {
            return true;
        }
    }
    if ((rest = behind(line, "new mode "))) {
        set_mode(file, rest);
    } else if ((rest = behind(line, "index "))) {
        take_index(file, line);
    } else if ((rest = behind(line, "new file mode "))) {
        file->action = PATCH_ADD;
        set_mode(file, rest);
    } else if ((rest = behind(line, "deleted file mode "))) {
        file->action = PATCH_DELETE;
        set_mode(file, rest);
    } else if ((rest = behind(line, "rename from "))) {
        set_bare_path(file, &file->old_path, rest, PATCH_RENAME);
    } else if ((rest = behind(line, "rename to "))) {
        set_bare_path(file, &file->new_path, rest, PATCH_RENAME);
    } else if ((rest = behind(line, "copy from "))) {
        set_bare_path(file, &file->old_path, rest, PATCH_COPY);
    } else if ((rest = behind(line, "copy to "))) {
        set_bare_path(file, &file->new_path, rest, PATCH_COPY);
    }
    return rest;
}

/* "--- a/x" and "+++ b/x", if they follow. */
static bool read_names(PatchParser *parser, PatchedFile *file, GError **error)
{
    g_autofree char *from = patch_line_text(parser);
    g_autofree char *to = NULL;

    if (!g_str_has_prefix(from, "--- ")) {
        return true;
    }
    patch_skip_line(parser);
    to = patch_line_text(parser);
    if (!g_str_has_prefix(to, "+++ ")) {
        return patch_is_broken(parser, "'---' without '+++'", error);
    }
    patch_skip_line(parser);
    if (!file->has_bare_paths) {
        set_path(&file->old_path, from + 4);
        set_path(&file->new_path, to + 4);
    }
    if (!file->old_path && file->action == PATCH_MODIFY) {
        file->action = PATCH_ADD;
    }
    if (!file->new_path && file->action == PATCH_MODIFY) {
        file->action = PATCH_DELETE;
    }
    if (!patch_line_begins(parser, "@@ -")) {
        return patch_is_broken(parser, "a file without hunks", error);
    }
    return true;
}

/* The data of a binary file follow, up to the next file: no line of them can
 * be taken for something else. */
static void read_binary(PatchParser *parser, PatchedFile *file)
{
    if (patch_line_begins(parser, "Binary files ") ||
        patch_line_begins(parser, "GIT binary patch")) {
        file->is_binary = true;
        patch_skip_line(parser);
    }
}

static bool check_file(const PatchParser *parser, PatchedFile *file,
                       GError **error)
{
    bool needs_old = file->action != PATCH_ADD;
    bool needs_new = file->action != PATCH_DELETE;

    if ((needs_old && !file->old_path) || (needs_new && !file->new_path)) {
        return patch_is_broken(parser, "the name of a file is missing", error);
    }
    if (file->action == PATCH_MODIFY && file->hunks->len == 0 &&
        !file->is_binary && file->mode == 0) {
        return patch_is_broken(parser, "a file without changes", error);
    }
    return true;
}

static bool read_git_file(PatchParser *parser, GError **error)
{
    PatchedFile *file = add_file(parser);
    g_autofree char *head = patch_line_text(parser);

    file->old_path = patch_common_path(head + strlen("diff --git "));
    file->new_path = g_strdup(file->old_path);
    patch_skip_line(parser);
    while (parser->at < parser->end) {
        g_autofree char *line = patch_line_text(parser);

        if (!take_extended(file, line)) {
            break;
        }
        patch_skip_line(parser);
    }
    read_binary(parser, file);
    return read_names(parser, file, error) &&
           patch_read_hunks(parser, file, error) &&
           check_file(parser, file, error);
}

static bool read_plain_file(PatchParser *parser, GError **error)
{
    PatchedFile *file = add_file(parser);

    return read_names(parser, file, error) &&
           patch_read_hunks(parser, file, error) &&
           check_file(parser, file, error);
}

/* "--- a/x": told from a line of text by the two that follow. */
static bool is_plain_file(const PatchParser *parser)
{
    PatchParser ahead = *parser;

    if (!patch_line_begins(&ahead, "--- ")) {
        return false;
    }
    patch_skip_line(&ahead);
    if (!patch_line_begins(&ahead, "+++ ")) {
        return false;
    }
    patch_skip_line(&ahead);
    return patch_line_begins(&ahead, "@@ -");
}

static bool read_next(PatchParser *parser, GError **error)
{
    if (patch_line_begins(parser, "diff --git ")) {
        return read_git_file(parser, error);
    }
    if (is_plain_file(parser)) {
        return read_plain_file(parser, error);
    }
    if (patch_line_begins(parser, "diff --cc ") ||
        patch_line_begins(parser, "diff --combined ")) {
        return patch_is_broken(parser, "a merge cannot be applied", error);
    }
    if (patch_line_begins(parser, "@@ -")) {
        return patch_is_broken(parser, "a hunk of no file", error);
    }
    patch_skip_line(parser);
    return true;
}

Patch *patch_read(const char *text, gsize length, guint line, GError **error)
{
    g_autoptr(Patch) patch = g_new0(Patch, 1);
    PatchParser parser = {text, text + length, line, patch};

    patch->files = g_ptr_array_new_with_free_func(file_free);
    while (parser.at < parser.end) {
        if (!read_next(&parser, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&patch);
}
