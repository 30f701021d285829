/*
 * Trees of a case put together from what the case brings and what all cases
 * share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "golden-tree.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static const char *const trees[] = {"old", "middle", "new"};

static bool copy_one(const char *from, const char *to, GError **error)
{
    g_autoptr(GFile) source = g_file_new_for_path(from);
    g_autoptr(GFile) target = g_file_new_for_path(to);

    return g_file_copy(source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL,
                       error);
}

bool golden_tree_copy(const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(from, 0, error);
    const char *name;

    if (!folder || g_mkdir_with_parents(to, 0777) != 0) {
        return false;
    }
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *source = g_build_filename(from, name, NULL);
        g_autofree char *target = g_build_filename(to, name, NULL);

        if (!(g_file_test(source, G_FILE_TEST_IS_DIR)
                  ? golden_tree_copy(source, target, error)
                  : copy_one(source, target, error))) {
            return false;
        }
    }
    return true;
}

void golden_tree_remove(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        golden_tree_remove(inner);
    }
    if (folder) {
        g_dir_close(folder);
    }
    g_remove(path);
}

static bool is_partial(const char *directory, const char *tree)
{
    g_autofree char *folder = g_build_filename(directory, tree, NULL);
    g_autofree char *headers = g_build_filename(folder, "include", NULL);

    return g_file_test(folder, G_FILE_TEST_IS_DIR) &&
           !g_file_test(headers, G_FILE_TEST_IS_DIR);
}

bool golden_tree_is_partial(const char *directory)
{
    for (guint i = 0; i < G_N_ELEMENTS(trees); i++) {
        if (is_partial(directory, trees[i])) {
            return true;
        }
    }
    return false;
}

char *golden_tree_complete(const char *directory, const char *skeleton,
                           GError **error)
{
    g_autofree char *place = g_dir_make_tmp("golden-XXXXXX", error);
    bool fine = place;

    for (guint i = 0; fine && i < G_N_ELEMENTS(trees); i++) {
        g_autofree char *tree = g_build_filename(place, trees[i], NULL);

        if (is_partial(directory, trees[i])) {
            fine = golden_tree_copy(skeleton, tree, error);
        }
    }
    if (fine && golden_tree_copy(directory, place, error)) {
        return g_steal_pointer(&place);
    }
    if (place) {
        golden_tree_remove(place);
    }
    return NULL;
}
