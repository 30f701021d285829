/*
 * Symbolic links, resolved in the list of names: nothing is followed in a
 * file system, so nothing outside the tree can be reached.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/backend.h"

/* What Linux allows on one path. */
#define MAX_HOPS 40

typedef struct Walk {
    const Source *source;
    GString *at;      /* where we are: a path without links */
    GPtrArray *ahead; /* char *: components still to go, the next one last */
    guint hops;
    const char *trouble; /* static text */
} Walk;

static void push_components(Walk *walk, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    for (guint i = g_strv_length(parts); i > 0; i--) {
        g_ptr_array_add(walk->ahead, g_strdup(parts[i - 1]));
    }
}

static void step_up(Walk *walk)
{
    const char *slash = strrchr(walk->at->str, '/');

    if (walk->at->len == 0) {
        walk->trouble = "symbolic link out of the tree";
        return;
    }
    g_string_truncate(walk->at, slash ? (gsize)(slash - walk->at->str) : 0);
}

static void follow(Walk *walk, const char *target)
{
    if (++walk->hops > MAX_HOPS) {
        walk->trouble = "symbolic link in a loop";
    } else if (target[0] == '/') {
        walk->trouble = "symbolic link out of the tree";
    } else {
        push_components(walk, target);
    }
}

static void step(Walk *walk, const char *component)
{
    gsize before = walk->at->len;
    const char *target;

    if (component[0] == '\0' || g_str_equal(component, ".")) {
        return;
    }
    if (g_str_equal(component, "..")) {
        step_up(walk);
        return;
    }
    if (before > 0) {
        g_string_append_c(walk->at, '/');
    }
    g_string_append(walk->at, component);
    target = g_hash_table_lookup(walk->source->links, walk->at->str);
    if (target) {
        g_string_truncate(walk->at, before);
        follow(walk, target);
    }
}

/* The regular file the path leads to, or NULL and why not. */
static const char *resolve(const Source *source, const char *path,
                           const char **ret_trouble)
{
    Walk walk = {.source = source, .at = g_string_new(NULL)};
    const char *found = NULL;

    walk.ahead = g_ptr_array_new_with_free_func(g_free);
    push_components(&walk, path);
    while (walk.ahead->len > 0 && !walk.trouble) {
        g_autofree char *component =
            g_ptr_array_steal_index(walk.ahead, walk.ahead->len - 1);

        step(&walk, component);
    }
    if (!walk.trouble) {
        found = g_hash_table_lookup(source->files, walk.at->str);
        walk.trouble = walk.at->len == 0 || g_hash_table_contains(
                                                source->folders, walk.at->str)
                           ? "symbolic link to a directory"
                           : "symbolic link to nothing";
    }
    *ret_trouble = walk.trouble;
    g_string_free(walk.at, TRUE);
    g_ptr_array_unref(walk.ahead);
    return found;
}

void source_resolve_links(Source *source)
{
    g_autoptr(GHashTable) resolved =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer path;
    gpointer file;

    /* Not put among the files before all are resolved: the outcome must not
     * hang on the order of a hash table. */
    g_hash_table_iter_init(&iter, source->links);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        const char *trouble;
        const char *target = resolve(source, path, &trouble);

        if (target) {
            g_hash_table_insert(resolved, g_strdup(path), g_strdup(target));
        } else {
            source_add_problem(source, path, trouble);
        }
    }
    g_hash_table_iter_init(&iter, resolved);
    while (g_hash_table_iter_next(&iter, &path, &file)) {
        g_hash_table_iter_steal(&iter);
        g_hash_table_insert(source->files, path, file);
    }
}
