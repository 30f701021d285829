/*
 * The working tree of a repository: a commit, and what differs from it.
 *
 * Which files differ is asked of libgit2, which knows what is ignored and,
 * from the index, what was not touched. It runs no program for that and does
 * not write the index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <git2.h>
#include <string.h>
#include <unistd.h>

#include "source/backend.h"
#include "source/overlay.h"
#include "source/repository-state.h"

static git_diff *find_changes(const Repository *repository, const char *commit)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    git_object *found = NULL;
    git_object *tree = NULL;
    git_diff *diff = NULL;

    options.flags = GIT_DIFF_INCLUDE_UNTRACKED |
                    GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                    GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_INCLUDE_UNREADABLE;
    options.ignore_submodules = GIT_SUBMODULE_IGNORE_ALL;
    if (git_revparse_single(&found, repository->git, commit) == 0 &&
        git_object_peel(&tree, found, GIT_OBJECT_TREE) == 0 &&
        git_diff_tree_to_workdir_with_index(&diff, repository->git,
                                            (git_tree *)tree, &options) != 0) {
        diff = NULL;
    }
    git_object_free(tree);
    git_object_free(found);
    return diff;
}

static void put_link(Source *overlay, const char *folder, const char *path)
{
    g_autofree char *place = g_build_filename(folder, path, NULL);
    g_autofree char *target = g_file_read_link(place, NULL);

    if (target) {
        overlay_put_link(overlay, path, target);
    } else {
        overlay_remove(overlay, path);
        source_add_problem(overlay, path, "unreadable");
    }
}

static void put_file(Source *overlay, const char *folder, const char *path)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GBytes) bytes = source_read_below(folder, path, &cause);

    if (bytes) {
        overlay_put(overlay, path, bytes);
    } else {
        overlay_remove(overlay, path);
        source_add_problem(overlay, path, cause->message);
    }
}

static void put_change(Source *overlay, const char *folder,
                       const git_diff_delta *delta)
{
    const char *path = delta->new_file.path;
    g_autofree char *place = g_build_filename(folder, path, NULL);

    if (source_name_problem(path) || !source_may_matter(path)) {
        return;
    }
    if (g_file_test(place, G_FILE_TEST_IS_SYMLINK)) {
        put_link(overlay, folder, path);
    } else if (g_file_test(place, G_FILE_TEST_EXISTS)) {
        put_file(overlay, folder, path);
    } else {
        overlay_remove(overlay, path);
    }
}

Source *repository_working_tree(const Repository *repository,
                                const Source *base, const char *label,
                                GError **error)
{
    const char *folder = git_repository_workdir(repository->git);
    git_diff *diff =
        folder ? find_changes(repository, source_revision(base)) : NULL;
    g_autoptr(Source) overlay = overlay_new(base, label);

    if (!diff) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "the working tree of '%s' cannot be read: %s",
                    git_repository_path(repository->git),
                    folder ? source_libgit2_reason() : "it has none");
        return NULL;
    }
    for (size_t i = 0; i < git_diff_num_deltas(diff); i++) {
        put_change(overlay, folder, git_diff_get_delta(diff, i));
    }
    git_diff_free(diff);
    overlay_seal(overlay);
    return g_steal_pointer(&overlay);
}
