/*
 * Which files differ between two sources.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/backend.h"

static char *identity_of(const Source *source, const char *known)
{
    return source->backend->identity
               ? source->backend->identity(source->data, known)
               : g_strdup_printf("%p:%s", (const void *)source, known);
}

/* A git id tells by itself; what begins with an address only ever says that
 * both are the same. */
static bool is_final(const char *identity)
{
    return identity && !strchr(identity, ':');
}

static bool has_same_text(const Source *before, const Source *after,
                          const char *path)
{
    g_autoptr(GBytes) one = source_read(before, path, NULL);
    g_autoptr(GBytes) other = source_read(after, path, NULL);

    return one && other && g_bytes_equal(one, other);
}

static bool is_same(const Source *before, const Source *after, const char *path)
{
    const char *old_name = g_hash_table_lookup(before->files, path);
    const char *new_name = g_hash_table_lookup(after->files, path);
    g_autofree char *one = NULL;
    g_autofree char *other = NULL;

    if (!old_name || !new_name) {
        return !old_name && !new_name;
    }
    one = identity_of(before, old_name);
    other = identity_of(after, new_name);
    if (one && g_strcmp0(one, other) == 0) {
        return true;
    }
    if (is_final(one) && is_final(other)) {
        return false;
    }
    return has_same_text(before, after, path);
}

static void add_changes(GPtrArray *changes, const Source *before,
                        const Source *after, const char *path)
{
    if (source_may_matter(path) && !is_same(before, after, path)) {
        g_ptr_array_add(changes, g_strdup(path));
    }
}

GPtrArray *source_changes(const Source *before, const Source *after)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
    guint i = 0;
    guint j = 0;

    while (i < before->paths->len || j < after->paths->len) {
        const char *one =
            i < before->paths->len ? g_ptr_array_index(before->paths, i) : NULL;
        const char *other =
            j < after->paths->len ? g_ptr_array_index(after->paths, j) : NULL;
        int order = !one ? 1 : !other ? -1 : strcmp(one, other);

        add_changes(changes, before, after, order <= 0 ? one : other);
        i += order <= 0;
        j += order >= 0;
    }
    return changes;
}
