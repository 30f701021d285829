/*
 * For which architecture each file of a QEMU tree is parsed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include "project/qemu-build.h"

#include <stdlib.h>
#include <string.h>

static const char default_group[] = "i386";

/* Of fewer files, each is read faster with the headers it includes alone. */
enum {
    LEAST_FOR_HEADERS = 3
};

/* Folders below hw/ that belong to an architecture of another name. */
static const struct {
    const char *folder;
    const char *group;
} other_folders[] = {{"sparc64", "sparc"}, {"xenpv", "i386"}};

void qemu_layout_free(QemuLayout *layout)
{
    if (!layout) {
        return;
    }
    g_ptr_array_unref(layout->groups);
    qemu_texts_free(layout->texts);
    g_free(layout);
}

QemuGroup *qemu_layout_find_group(const QemuLayout *layout, const char *name)
{
    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (g_str_equal(group->name, name)) {
            return group;
        }
    }
    return NULL;
}

static QemuGroup *group_of_folder(const QemuLayout *layout, const char *folder)
{
    for (guint i = 0; i < G_N_ELEMENTS(other_folders); i++) {
        if (g_str_equal(folder, other_folders[i].folder)) {
            return qemu_layout_find_group(layout, other_folders[i].group);
        }
    }
    return qemu_layout_find_group(layout, folder);
}

/* "hw/arm/virt.c" -> arm; NULL if the path is of no architecture. */
static QemuGroup *group_of_path(const QemuLayout *layout, const char *path)
{
    static const char *const prefixes[] = {"hw/", "target/", "target-"};

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *rest = path + strlen(prefixes[i]);

        if (g_str_has_prefix(path, prefixes[i]) && strchr(rest, '/')) {
            g_autofree char *folder = g_strndup(rest, strcspn(rest, "/"));

            return group_of_folder(layout, folder);
        }
    }
    return NULL;
}

/* "hw/intc/m68k_irqc.c" -> m68k */
static QemuGroup *group_of_name(const QemuLayout *layout, const char *path)
{
    const char *name = strrchr(path, '/');
    g_autofree char *word = NULL;

    name = name ? name + 1 : path;
    word = g_strndup(name, strcspn(name, "_-."));
    return qemu_layout_find_group(layout, word);
}

static bool makes_target(const IrTree *tree, const char *group,
                         const char *target)
{
    const GPtrArray *targets = ir_tree_targets(tree, group);

    for (guint i = 0; targets && i < targets->len; i++) {
        if (g_str_equal(g_ptr_array_index(targets, i), target)) {
            return true;
        }
    }
    return false;
}

/* The architecture whose headers are included most; among equals the first
 * by name. */
static QemuGroup *group_of_includes(const QemuLayout *layout,
                                    const QemuText *text)
{
    QemuGroup *best = NULL;
    guint best_count = 0;

    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);
        guint count = 0;

        for (guint k = 0; k < text->includes->len; k++) {
            const char *name = g_ptr_array_index(text->includes, k);

            count += group_of_path(layout, name) == group;
        }
        if (count > best_count) {
            best = group;
            best_count = count;
        }
    }
    return best;
}

static QemuGroup *group_of_target(const QemuLayout *layout, const IrTree *tree,
                                  const char *target)
{
    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (makes_target(tree, group->name, target)) {
            return group;
        }
    }
    return NULL;
}

/* The one architecture whose targets' build has the file. */
static QemuGroup *group_of_build(const QemuLayout *layout, const IrTree *tree,
                                 const char *path)
{
    const GPtrArray *targets =
        tree->file_targets ? g_hash_table_lookup(tree->file_targets, path)
                           : NULL;
    QemuGroup *group = NULL;

    for (guint i = 0; targets && i < targets->len; i++) {
        QemuGroup *of_target =
            group_of_target(layout, tree, g_ptr_array_index(targets, i));

        if (i > 0 && of_target != group) {
            return NULL;
        }
        group = of_target;
    }
    return group;
}

static void place(QemuLayout *layout, const IrTree *tree, const QemuText *text)
{
    QemuGroup *group = group_of_path(layout, text->path);
    QemuFile file = {text, group != NULL};

    if (!group) {
        group = group_of_build(layout, tree, text->path);
    }
    if (!group) {
        group = group_of_includes(layout, text);
    }
    if (!group) {
        group = group_of_name(layout, text->path);
    }
    if (!group) {
        group = qemu_layout_find_group(layout, default_group);
    }
    if (!group) {
        group = g_ptr_array_index(layout->groups, 0);
    }
    g_array_append_val(group->files, file);
}

bool qemu_layout_uses(const QemuLayout *layout, const char *path)
{
    static const char *const prefixes[] = {"target/", "target-"};

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(path, prefixes[i]) &&
            strchr(path + strlen(prefixes[i]), '/')) {
            return group_of_path(layout, path) != NULL;
        }
    }
    return true;
}

QemuLayout *qemu_layout_new(const Source *source, IrTree *tree)
{
    QemuLayout *layout = g_new0(QemuLayout, 1);

    qemu_read_targets(layout, source, tree);
    tree->file_targets = qemu_file_targets(source, tree);
    layout->texts = qemu_texts_new(source, tree);
    for (guint i = 0; i < layout->texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(layout->texts->all, i);

        if (qemu_is_parsed(layout->texts, text) &&
            qemu_layout_uses(layout, text->path)) {
            place(layout, tree, text);
        }
    }
    return layout;
}

void qemu_layout_keep_target(QemuLayout *layout, const IrTree *tree,
                             const char *target)
{
    if (!target) {
        return;
    }
    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (makes_target(tree, group->name, target)) {
            continue;
        }
        for (guint k = group->files->len; k-- > 0;) {
            if (g_array_index(group->files, QemuFile, k).is_specific) {
                g_array_remove_index(group->files, k);
            }
        }
    }
}

static int compare_path(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

static bool contains(const GPtrArray *sorted, const char *path)
{
    return sorted->len > 0 && bsearch(path, sorted->pdata, sorted->len,
                                      sizeof(gpointer), compare_path);
}

void qemu_layout_keep_only(QemuLayout *layout, const GPtrArray *only)
{
    layout->is_part = only != NULL;
    for (guint i = 0; only && i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);
        guint kept = 0;

        for (guint k = 0; k < group->files->len; k++) {
            QemuFile file = g_array_index(group->files, QemuFile, k);

            if (contains(only, file.text->path)) {
                g_array_index(group->files, QemuFile, kept++) = file;
            }
        }
        g_array_set_size(group->files, kept);
        if (kept < LEAST_FOR_HEADERS) {
            g_ptr_array_set_size(group->headers, 0);
        }
    }
}
