/*
 * The part of two trees that a change between them can have an effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/slice.h"

#include "project/project.h"
#include "project/qemu-slice.h"

#include <string.h>

void project_slice_free(ProjectSlice *slice)
{
    if (!slice) {
        return;
    }
    g_clear_pointer(&slice->files, g_ptr_array_unref);
    g_free(slice->reason);
    g_free(slice);
}

/* Folders that nothing is read of, and drivers of other hypervisors. */
static bool matters_to_libvirt(const char *path)
{
    static const char *const left_out[] = {
        ".",           "build-aux/", "ci/",         "docs/",     "examples/",
        "po/",         "src/bhyve/", "src/ch/",     "src/esx/",  "src/hyperv/",
        "src/libxl/",  "src/lxc/",   "src/openvz/", "src/test/", "src/vbox/",
        "src/vmware/", "src/vmx/",   "src/vz/",     "src/xen",   "tools/",
    };

    if (g_str_has_prefix(path, "tests/")) {
        return g_str_has_prefix(path, "tests/qemucapabilitiesdata/");
    }
    for (guint i = 0; i < G_N_ELEMENTS(left_out); i++) {
        if (g_str_has_prefix(path, left_out[i])) {
            return false;
        }
    }
    return true;
}

static void libvirt_slice(const GPtrArray *changed, ProjectSlice *slice)
{
    for (guint i = 0; i < changed->len; i++) {
        if (matters_to_libvirt(g_ptr_array_index(changed, i))) {
            slice->kind = PROJECT_SLICE_ALL;
            slice->reason = g_strdup("a libvirt tree is read as a whole");
            return;
        }
    }
    slice->kind = PROJECT_SLICE_NOTHING;
    slice->reason = g_strdup("nothing that is read of libvirt has changed");
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
        libvirt_slice(changed, slice);
    }
    return g_steal_pointer(&slice);
}
