/*
 * The part of two trees that a change between them can have an effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/slice.h"

#include "project/libvirt-slice.h"
#include "project/project.h"
#include "project/qemu-slice.h"

void project_slice_free(ProjectSlice *slice)
{
    if (!slice) {
        return;
    }
    g_clear_pointer(&slice->files, g_ptr_array_unref);
    g_free(slice->reason);
    g_free(slice);
}

ProjectSlice *project_slice(Source *before, Source *after,
                            const GPtrArray *changed, GError **error)
{
    g_autoptr(ProjectSlice) slice = g_new0(ProjectSlice, 1);
    const char *project = NULL;
    g_autofree char *version = NULL;

    if (!project_identify(after, &project, &version, error)) {
        return NULL;
    }
    if (g_str_equal(project, "qemu")) {
        qemu_slice(before, after, changed, slice);
    } else {
        libvirt_slice(before, after, changed, slice);
    }
    return g_steal_pointer(&slice);
}
