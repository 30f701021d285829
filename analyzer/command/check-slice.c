/*
 * The part of the trees that a check looks at, found once and kept: finding it
 * means to read the text of all files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/check.h"
#include "command/tree-cache.h"
#include "store/build-id.h"

/* What is kept: the kind, the reason, and the files, each with a NUL. */

static void add_text(GByteArray *bytes, const char *text)
{
    g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text) + 1);
}

static GBytes *slice_write(const ProjectSlice *slice)
{
    GByteArray *bytes = g_byte_array_new();
    const guint8 kind = (guint8)slice->kind;

    g_byte_array_append(bytes, &kind, 1);
    add_text(bytes, slice->reason ? slice->reason : "");
    for (guint i = 0; slice->files && i < slice->files->len; i++) {
        add_text(bytes, g_ptr_array_index(slice->files, i));
    }
    return g_byte_array_free_to_bytes(bytes);
}

/* The text at `*at`, which moves behind it; NULL if no NUL follows. */
static const char *next_text(const char **at, const char *end)
{
    const char *text = *at;
    const char *stop = memchr(text, '\0', (gsize)(end - text));

    *at = stop ? stop + 1 : end;
    return stop ? text : NULL;
}

/* NULL if it is none. */
static ProjectSlice *slice_read(GBytes *bytes)
{
    g_autoptr(ProjectSlice) slice = g_new0(ProjectSlice, 1);
    gsize size;
    const char *at = g_bytes_get_data(bytes, &size);
    const char *end = at + size;
    const char *text;

    if (size < 2 || *at > PROJECT_SLICE_ALL || end[-1] != '\0') {
        return NULL;
    }
    slice->kind = (ProjectSliceKind)*at++;
    text = next_text(&at, end);
    slice->reason = text && *text ? g_strdup(text) : NULL;
    if (slice->kind == PROJECT_SLICE_PART) {
        slice->files = g_ptr_array_new_with_free_func(g_free);
    }
    while (slice->files && at < end) {
        g_ptr_array_add(slice->files, g_strdup(next_text(&at, end)));
    }
    return g_steal_pointer(&slice);
}

/* NULL if the content of a tree is not known for sure. */
static char *slice_key(const Check *check)
{
    g_autofree char *before = source_digest(check_base(check)->source);
    g_autofree char *after = source_digest(check_last(check)->source);
    g_autoptr(GChecksum) changed = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < check->changed->len; i++) {
        const char *path = g_ptr_array_index(check->changed, i);

        g_checksum_update(changed, (const guchar *)path,
                          (gssize)strlen(path) + 1);
    }
    return before && after
               ? g_strdup_printf("slice %s\n%s\n%s\n%s", build_id_facts, before,
                                 after, g_checksum_get_string(changed))
               : NULL;
}

/* A directory can change while it is read. */
static bool is_unchanged(const Check *check, const char *key)
{
    g_autofree char *again = slice_key(check);

    return g_strcmp0(again, key) == 0;
}

ProjectSlice *check_find_slice(const Check *check, GError **error)
{
    Cache *cache = tree_cache_use(check->options->tree_cache);
    g_autofree char *key = cache ? slice_key(check) : NULL;
    g_autoptr(GBytes) kept = key ? cache_load(cache, key) : NULL;
    ProjectSlice *slice = kept ? slice_read(kept) : NULL;

    if (slice) {
        return slice;
    }
    slice = project_slice(check_base(check)->source, check_last(check)->source,
                          check->changed, error);
    if (slice && key && is_unchanged(check, key)) {
        g_autoptr(GBytes) bytes = slice_write(slice);

        cache_save(cache, key, bytes);
    }
    return slice;
}
