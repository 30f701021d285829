/*
 * For which targets each source file is built by default.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-build.h"

#include "project/qemu-build-graph.h"

static void add_target(GHashTable *table, const GPtrArray *files,
                       const BuildGraph *graph, BuildTarget *target)
{
    g_autoptr(GHashTable) answers = build_graph_answers_new();

    for (guint i = 0; i < files->len; i++) {
        const char *path = g_ptr_array_index(files, i);
        GPtrArray *names = g_hash_table_lookup(table, path);

        if (build_graph_ask(graph, path, target, answers) == TRUTH_NO) {
            continue;
        }
        if (!names) {
            names = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(table, g_strdup(path), names);
        }
        g_ptr_array_add(names, g_strdup(target->name));
    }
}

BuildGraph *qemu_build_graph(const Source *source, const IrTree *tree)
{
    BuildGraph *graph = build_graph_new(source);

    if (source_has(source, "meson.build")) {
        build_graph_read_meson(graph);
    } else {
        build_graph_read_make(graph, tree);
    }
    return graph;
}

GHashTable *qemu_file_targets(const Source *source, const IrTree *tree)
{
    g_autoptr(QemuKconfig) kconfig = qemu_kconfig_new(source);
    g_autoptr(GPtrArray) targets = build_targets_new(source, tree, kconfig);
    g_autoptr(BuildGraph) graph = qemu_build_graph(source, tree);
    g_autoptr(GPtrArray) files = build_graph_files(graph);
    GHashTable *table = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < targets->len; i++) {
        add_target(table, files, graph, g_ptr_array_index(targets, i));
    }
    return table;
}
