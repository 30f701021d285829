/*
 * Preparing a QEMU tree for the parser, and reading what is not C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-prepare.h"

#include "parse/hx.h"
#include "parse/qapi.h"
#include "project/qemu-census.h"
#include "project/qemu-macro-list.h"
#include "project/qemu-overlay.h"
#include "project/qemu-plan.h"

#include <string.h>

void qemu_work_free(QemuWork *work)
{
    if (!work) {
        return;
    }
    qemu_layout_free(work->layout);
    g_clear_pointer(&work->groups, g_ptr_array_unref);
    g_free(work->root);
    g_free(work);
}

static char *read_text(const char *path, void *user)
{
    const Source *source = user;
    g_autoptr(GBytes) bytes = source_read(source, path, NULL);
    gsize size;
    const char *data;

    if (!bytes) {
        return NULL;
    }
    data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static void read_schema(Source *source, IrTree *tree)
{
    static const char *const places[] = {"qapi/qapi-schema.json",
                                         "qapi-schema.json"};

    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        if (source_has(source, places[i])) {
            tree->schema = qapi_schema_parse(places[i], read_text, source);
            return;
        }
    }
}

static void read_options(Source *source, IrTree *tree)
{
    static const char path[] = "qemu-options.hx";
    g_autofree char *text = read_text(path, source);

    if (text) {
        hx_parse(tree, path, text);
    }
}

/* Pages that say what is deprecated and what was removed; sorted. */
static void read_documents(Source *source, IrTree *tree)
{
    static const char *const pages[] = {
        "docs/about/deprecated.rst",  "docs/about/removed-features.rst",
        "docs/system/deprecated.rst", "docs/system/removed-features.rst",
        "qemu-deprecated.texi",       "qemu-doc.texi",
    };

    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *text = read_text(pages[i], source);

        if (text) {
            ir_tree_add_document(tree, pages[i], text);
        }
    }
}

/* Of a part of the tree, what is not read in it is not missing. */
static void take_census(const QemuLayout *layout, const QemuIncludes *includes,
                        IrTree *tree)
{
    for (guint i = 0; i < layout->texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(layout->texts->all, i);

        if (qemu_layout_uses(layout, text->path) &&
            !g_str_has_suffix(text->path, ".hx") &&
            (!layout->is_part ||
             g_hash_table_contains(includes->reached, text->path))) {
            qemu_census(tree, text->path, text->text);
        }
    }
}

static void take_macro_lists(const QemuLayout *layout, IrTree *tree)
{
    for (guint i = 0; i < layout->texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(layout->texts->all, i);

        if (qemu_layout_uses(layout, text->path)) {
            qemu_macro_lists(tree, text->path, text->text);
        }
    }
}

/* Again, as long as a macro is found that stands for others. */
static void take_macro_uses(const QemuLayout *layout, IrTree *tree)
{
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint n_before = 0;

    for (guint i = 0; i < tree->macro_entries->len; i++) {
        const IrMacroEntry *entry = g_ptr_array_index(tree->macro_entries, i);

        g_hash_table_add(names, g_strdup(entry->list));
    }
    while (g_hash_table_size(names) > n_before) {
        n_before = g_hash_table_size(names);
        g_ptr_array_set_size(tree->macro_uses, 0);
        for (guint i = 0; i < layout->texts->all->len; i++) {
            const QemuText *text = g_ptr_array_index(layout->texts->all, i);

            if (qemu_layout_uses(layout, text->path)) {
                qemu_macro_uses(tree, names, text->path, text->text);
            }
        }
    }
}

/* All headers: what the overlay includes may not be among those reached. */
static bool is_needed(const QemuLayout *layout, const QemuText *text,
                      const QemuIncludes *includes)
{
    return (!layout->is_part && !g_str_has_suffix(text->path, ".c")) ||
           g_hash_table_contains(includes->reached, text->path);
}

/* From memory: reading a revision of a repository twice takes its time. */
static bool write_texts(const QemuWork *work, const QemuIncludes *includes,
                        GError **error)
{
    const GPtrArray *all = work->layout->texts->all;

    for (guint i = 0; i < all->len; i++) {
        const QemuText *text = g_ptr_array_index(all, i);

        if (is_needed(work->layout, text, includes) &&
            !qemu_write_bytes(work->root, text->path, text->bytes, error)) {
            return false;
        }
    }
    return true;
}

static void plan_groups(QemuWork *work, const IrTree *tree, const char *overlay)
{
    work->groups =
        g_ptr_array_new_with_free_func((GDestroyNotify)parse_group_free);
    for (guint i = 0; i < work->layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(work->layout->groups, i);

        if (group->files->len > 0) {
            g_ptr_array_add(work->groups,
                            qemu_parse_group(group, tree, work->root, overlay));
        }
    }
}

QemuWork *qemu_prepare(Source *source, const ProjectOptions *options,
                       IrTree *tree, const char *scratch, GError **error)
{
    g_autoptr(QemuWork) work = g_new0(QemuWork, 1);
    g_autoptr(QemuIncludes) includes = NULL;
    g_autofree char *overlay = g_build_filename(scratch, "overlay", NULL);

    work->root = g_build_filename(scratch, "tree", NULL);
    work->layout = qemu_layout_new(source, tree);
    qemu_layout_keep_target(work->layout, tree, options->target);
    qemu_choose_headers(work->layout);
    qemu_layout_keep_only(work->layout, options->only);
    read_schema(source, tree);
    read_options(source, tree);
    read_documents(source, tree);
    includes = qemu_includes_new(work->layout);
    take_census(work->layout, includes, tree);
    take_macro_lists(work->layout, tree);
    take_macro_uses(work->layout, tree);
    if (!write_texts(work, includes, error) ||
        !qemu_write_overlay(source, work->layout, includes, tree, overlay,
                            error)) {
        return NULL;
    }
    plan_groups(work, tree, overlay);
    return g_steal_pointer(&work);
}
