/*
 * What differs in one file of two trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/difference.h"

#include <git2.h>

#include "source/backend.h"

/* One side; no bytes: the tree has no such file. */
static GBytes *bytes_of(const Source *source, const char *path)
{
    return source_has(source, path) ? source_read(source, path, NULL) : NULL;
}

static const void *text_of(GBytes *bytes, gsize *ret_size)
{
    *ret_size = 0;
    return bytes ? g_bytes_get_data(bytes, ret_size) : NULL;
}

static char *diff_of(GBytes *before, GBytes *after, const char *path)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    git_patch *patch = NULL;
    git_buf buffer = {NULL, 0, 0};
    gsize old_size;
    gsize new_size;
    const void *old_text = text_of(before, &old_size);
    const void *new_text = text_of(after, &new_size);
    char *diff = NULL;

    source_set_up_libgit2();
    if (git_patch_from_buffers(&patch, old_text, old_size, before ? path : NULL,
                               new_text, new_size, after ? path : NULL,
                               &options) == 0 &&
        git_patch_num_hunks(patch) > 0 &&
        git_patch_to_buf(&buffer, patch) == 0) {
        diff = g_strndup(buffer.ptr, buffer.size);
    }
    git_buf_dispose(&buffer);
    git_patch_free(patch);
    git_libgit2_shutdown();
    return diff;
}

char *source_difference(const Source *before, const Source *after,
                        const char *path)
{
    g_autoptr(GBytes) old_bytes = bytes_of(before, path);
    g_autoptr(GBytes) new_bytes = bytes_of(after, path);

    return old_bytes || new_bytes ? diff_of(old_bytes, new_bytes, path) : NULL;
}
