/*
 * Whether a change can have an effect on what is read of a libvirt tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-slice.h"

#include "project/libvirt-layout.h"
#include "project/libvirt.h"

#include <string.h>

/* Both trees, and what is included in them: found when it is asked for. */
typedef struct Trees {
    const Source *sources[2];
    LibvirtLayout *layouts[2];
    IrTree *scratch;
} Trees;

static void trees_clear(Trees *trees)
{
    for (guint i = 0; i < G_N_ELEMENTS(trees->layouts); i++) {
        libvirt_layout_free(trees->layouts[i]);
    }
    ir_tree_free(trees->scratch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Trees, trees_clear)

static bool is_template(const char *path)
{
    return g_str_equal(path, "include/libvirt/libvirt-common.h.in") ||
           g_str_equal(path, "include/libvirt/libvirt.h.in");
}

/* Files that are included in others lie here. */
static bool may_be_included(const char *path)
{
    return (g_str_has_prefix(path, "src/") ||
            g_str_has_prefix(path, "include/") || !strchr(path, '/')) &&
           (g_str_has_suffix(path, ".h") || g_str_has_suffix(path, ".c") ||
            g_str_has_suffix(path, ".def") || g_str_has_suffix(path, ".inc"));
}

static bool is_included(Trees *trees, const char *path)
{
    for (guint i = 0; i < G_N_ELEMENTS(trees->sources); i++) {
        if (!trees->scratch) {
            trees->scratch = ir_tree_new();
        }
        if (!trees->layouts[i]) {
            trees->layouts[i] =
                libvirt_layout_new(trees->sources[i], trees->scratch);
        }
        if (g_hash_table_contains(trees->layouts[i]->by_path, path)) {
            return true;
        }
    }
    return false;
}

/* False as well if one tree does not have it, and if both have the very same:
 * then a tree between them differs. */
static bool is_same_code(const Trees *trees, const char *path)
{
    g_autoptr(GBytes) before = NULL;
    g_autoptr(GBytes) after = NULL;

    if (!source_has(trees->sources[0], path) ||
        !source_has(trees->sources[1], path)) {
        return false;
    }
    before = source_read(trees->sources[0], path, NULL);
    after = source_read(trees->sources[1], path, NULL);
    return before && after && !g_bytes_equal(before, after) &&
           libvirt_is_same_code(g_bytes_get_data(before, NULL),
                                g_bytes_get_data(after, NULL));
}

static bool matters(Trees *trees, const char *path)
{
    if (libvirt_is_document(path)) {
        return true;
    }
    if (libvirt_is_parsed(path) || is_template(path)) {
        return !is_same_code(trees, path);
    }
    return may_be_included(path) && !is_same_code(trees, path) &&
           is_included(trees, path);
}

void libvirt_slice(Source *before, Source *after, const GPtrArray *changed,
                   ProjectSlice *slice)
{
    g_auto(Trees) trees = {.sources = {before, after}};

    for (guint i = 0; i < changed->len; i++) {
        if (matters(&trees, g_ptr_array_index(changed, i))) {
            slice->kind = PROJECT_SLICE_ALL;
            slice->reason = g_strdup("a libvirt tree is read as a whole");
            return;
        }
    }
    slice->kind = PROJECT_SLICE_NOTHING;
    slice->reason = g_strdup("nothing that is read of libvirt has changed");
}
