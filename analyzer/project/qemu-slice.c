/*
 * The part of two QEMU trees that a change can have an effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice.h"

#include "project/qemu-slice-close.h"

#include <string.h>

enum {
    MOST_PERCENT = 60 /* of the files; beyond, reading all costs no more */
};

static GHashTable *set_of(const GPtrArray *paths)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < paths->len; i++) {
        g_hash_table_add(set, g_ptr_array_index(paths, i));
    }
    return set;
}

/* Files of the parser that the change reaches; of the older tree those that
 * are gone. */
static void choose_reached(const SliceImpact *impact, bool *chosen)
{
    const SliceIndex *index = impact->index;

    for (guint i = 0; i < index->files->len; i++) {
        const SliceFile *file = slice_file(index, i);

        chosen[i] = file->is_parsed && (impact->files[i] || file->is_changed);
    }
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_paths(const SliceIndex *index, const bool *chosen)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < index->files->len; i++) {
        const char *path = slice_file(index, i)->text->path;

        if (chosen[i] && g_hash_table_add(seen, (char *)path)) {
            g_ptr_array_add(paths, g_strdup(path));
        }
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

static guint count_parsed(const SliceIndex *index)
{
    guint n = 0;

    for (guint i = 0; i < index->n_new; i++) {
        n += slice_file(index, i)->is_parsed;
    }
    return n;
}

static void take(const SliceIndex *index, const bool *chosen,
                 ProjectSlice *slice)
{
    guint n = count_parsed(index);

    slice->kind = PROJECT_SLICE_PART;
    slice->files = sorted_paths(index, chosen);
    if (slice->files->len * 100 > n * MOST_PERCENT) {
        slice->kind = PROJECT_SLICE_ALL;
        slice->reason = g_strdup_printf("%u of %u files depend on the change",
                                        slice->files->len, n);
        g_clear_pointer(&slice->files, g_ptr_array_unref);
    }
}

/* Read without C, or what the files are built from. */
static bool matters_by_itself(const char *path)
{
    static const char *const prefixes[] = {
        "VERSION",
        "configs/",
        "default-configs/",
        "docs/about/",
        "docs/system/deprecated.rst",
        "docs/system/removed-features.rst",
        "qapi",
        "qemu-deprecated.texi",
        "qemu-doc.texi",
    };
    static const char *const endings[] = {"/Kconfig",    "/Makefile.objs",
                                          "meson.build", ".hx",
                                          ".json",       "Makefile.target"};

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(path, prefixes[i])) {
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(path, endings[i]) && qemu_is_wanted(path)) {
            return true;
        }
    }
    return false;
}

static bool any_matters(const GPtrArray *changed)
{
    for (guint i = 0; i < changed->len; i++) {
        if (matters_by_itself(g_ptr_array_index(changed, i))) {
            return true;
        }
    }
    return false;
}

static bool any_code(const GPtrArray *changed)
{
    for (guint i = 0; i < changed->len; i++) {
        const char *path = g_ptr_array_index(changed, i);

        if (qemu_is_code(path) && qemu_is_wanted(path)) {
            return true;
        }
    }
    return false;
}

static bool any_chosen(const SliceIndex *index, const bool *chosen)
{
    return memchr(chosen, true, index->files->len) != NULL;
}

static void set_nothing(ProjectSlice *slice)
{
    slice->kind = PROJECT_SLICE_NOTHING;
    slice->reason = g_strdup("nothing that is read of QEMU depends on it");
}

static void choose(const SliceIndex *index, bool matters, ProjectSlice *slice)
{
    g_autoptr(SliceImpact) impact = slice_impact_new(index);
    g_autofree bool *chosen = g_new0(bool, index->files->len + 1);

    slice_seed_changes(impact);
    slice_impact_follow(impact);
    choose_reached(impact, chosen);
    if (!matters && !any_chosen(index, chosen)) {
        set_nothing(slice);
        return;
    }
    slice_add_needed(impact, chosen);
    slice_add_core(index, chosen);
    slice_add_buses(impact, chosen);
    slice_add_parents(index, chosen);
    take(index, chosen, slice);
}

void qemu_slice(Source *before, Source *after, const GPtrArray *changed,
                ProjectSlice *slice)
{
    g_autoptr(GHashTable) set = set_of(changed);
    g_autoptr(IrTree) scratch = ir_tree_new();
    g_autoptr(QemuTexts) old_texts = NULL;
    g_autoptr(QemuTexts) new_texts = NULL;
    g_autoptr(SliceIndex) index = NULL;
    bool matters = any_matters(changed);

    if (!matters && !any_code(changed)) {
        set_nothing(slice);
        return;
    }
    old_texts = qemu_texts_of(before, set, scratch);
    new_texts = qemu_texts_new(after, scratch);
    index = slice_index_new(old_texts, new_texts, set);
    choose(index, matters, slice);
}
