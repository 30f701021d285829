/*
 * A source with some files in the place of others.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/overlay.h"

#include <string.h>

#include "source/backend.h"

typedef struct Overlay {
    const Source *base;
    GHashTable *files; /* path -> GBytes *; NULL: removed, or a link */
    GHashTable *links; /* path -> target */
} Overlay;

static void unref_bytes(gpointer bytes)
{
    if (bytes) {
        g_bytes_unref(bytes);
    }
}

static void overlay_free(gpointer data)
{
    Overlay *overlay = data;

    g_hash_table_unref(overlay->files);
    g_hash_table_unref(overlay->links);
    g_free(overlay);
}

static GBytes *overlay_read(gpointer data, const char *path, GError **error)
{
    const Overlay *overlay = data;
    GBytes *bytes = g_hash_table_lookup(overlay->files, path);

    if (bytes) {
        return g_bytes_ref(bytes);
    }
    return overlay->base->backend->read(overlay->base->data, path, error);
}

/* A file of the base has the base's name for what is in it. */
static char *overlay_identity(gpointer data, const char *path)
{
    const Overlay *overlay = data;
    const Source *base = overlay->base;

    if (g_hash_table_lookup(overlay->files, path)) {
        return NULL;
    }
    return base->backend->identity
               ? base->backend->identity(base->data, path)
               : g_strdup_printf("%p:%s", (const void *)base, path);
}

static const SourceBackend overlay_backend = {
    .read = overlay_read,
    .identity = overlay_identity,
    .free = overlay_free,
};

Source *overlay_new(const Source *base, const char *label)
{
    Overlay *overlay = g_new0(Overlay, 1);

    overlay->base = base;
    overlay->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_bytes);
    overlay->links =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return source_new(label, &overlay_backend, overlay);
}

void overlay_put(Source *source, const char *path, GBytes *bytes)
{
    Overlay *overlay = source->data;

    g_hash_table_remove(overlay->links, path);
    g_hash_table_insert(overlay->files, g_strdup(path), g_bytes_ref(bytes));
}

void overlay_put_link(Source *source, const char *path, const char *target)
{
    Overlay *overlay = source->data;

    g_hash_table_insert(overlay->files, g_strdup(path), NULL);
    g_hash_table_insert(overlay->links, g_strdup(path), g_strdup(target));
}

void overlay_remove(Source *source, const char *path)
{
    Overlay *overlay = source->data;

    g_hash_table_remove(overlay->links, path);
    g_hash_table_insert(overlay->files, g_strdup(path), NULL);
}

/* What the overlay does not speak of. */
static void list_base(Source *source, const Overlay *overlay)
{
    const Source *base = overlay->base;

    for (guint i = 0; i < base->paths->len; i++) {
        const char *path = g_ptr_array_index(base->paths, i);
        const char *known = g_hash_table_lookup(base->files, path);

        if (g_hash_table_contains(overlay->files, path)) {
            continue;
        }
        if (g_str_equal(path, known)) {
            source_add_file(source, path);
        } else {
            g_autofree char *target = g_strconcat("/", known, NULL);

            source_add_link(source, path, target);
        }
    }
    for (guint i = 0; i < base->problems->len; i++) {
        const SourceProblem *problem = g_ptr_array_index(base->problems, i);

        if (!g_hash_table_contains(overlay->files, problem->path)) {
            source_add_problem(source, problem->path, problem->reason);
        }
    }
}

/* Links of the base were resolved there, and lead to a file by its full name
 * with a '/': to what is called so now. */
static void resolve_base_links(Source *source)
{
    GHashTableIter iter;
    gpointer path;
    gpointer target;

    g_hash_table_iter_init(&iter, source->links);
    while (g_hash_table_iter_next(&iter, &path, &target)) {
        const char *known = (const char *)target + 1;

        if (g_hash_table_contains(source->files, known)) {
            g_hash_table_insert(source->files, g_strdup(path), g_strdup(known));
        } else {
            source_add_problem(source, path, "symbolic link to nothing");
        }
        g_hash_table_iter_remove(&iter);
    }
}

void overlay_seal(Source *source)
{
    const Overlay *overlay = source->data;
    GHashTableIter iter;
    gpointer path;
    gpointer value;

    list_base(source, overlay);
    g_hash_table_iter_init(&iter, overlay->files);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        if (value) {
            source_add_file(source, path);
        }
    }
    resolve_base_links(source);
    g_hash_table_iter_init(&iter, overlay->links);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        source_add_link(source, path, value);
    }
    source_seal(source);
}
