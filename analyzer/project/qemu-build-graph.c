/*
 * What is built as part of what, and when.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-build-graph.h"

#include <string.h>

/* Longer chains are of no real tree. */
#define MAX_DEPTH 500

typedef struct BuildEdge {
    char *parent; /* NULL for none */
    const Condition *when;
} BuildEdge;

typedef struct Question {
    const BuildGraph *graph;
    BuildTarget *target;
    GHashTable *answers;
    guint depth;
} Question;

BuildGraph *build_graph_new(const Source *source)
{
    BuildGraph *graph = g_new0(BuildGraph, 1);

    graph->source = source;
    graph->pool = condition_pool_new();
    graph->nodes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)g_array_unref);
    return graph;
}

void build_graph_free(BuildGraph *graph)
{
    if (!graph) {
        return;
    }
    g_hash_table_unref(graph->nodes);
    g_ptr_array_unref(graph->pool);
    g_free(graph);
}

static void edge_clear(gpointer data)
{
    g_free(((BuildEdge *)data)->parent);
}

void build_graph_add(BuildGraph *graph, const char *node, const char *parent,
                     const Condition *when)
{
    GArray *edges = g_hash_table_lookup(graph->nodes, node);
    BuildEdge edge = {g_strdup(parent), when};

    if (!edges) {
        edges = g_array_new(FALSE, FALSE, sizeof(BuildEdge));
        g_array_set_clear_func(edges, edge_clear);
        g_hash_table_insert(graph->nodes, g_strdup(node), edges);
    }
    g_array_append_val(edges, edge);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *build_graph_files(const BuildGraph *graph)
{
    GPtrArray *files = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, graph->nodes);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (source_has(graph->source, name)) {
            g_ptr_array_add(files, name);
        }
    }
    g_ptr_array_sort(files, compare_names);
    return files;
}

void build_graph_symbols(const BuildGraph *graph, const char *node,
                         GHashTable *symbols)
{
    const GArray *edges = g_hash_table_lookup(graph->nodes, node);

    for (guint i = 0; edges && i < edges->len; i++) {
        condition_symbols(g_array_index(edges, BuildEdge, i).when, symbols);
    }
}

GHashTable *build_graph_answers_new(void)
{
    return g_hash_table_new(g_str_hash, g_str_equal);
}

static Truth answer(Question *question, const char *node)
{
    const GArray *edges = g_hash_table_lookup(question->graph->nodes, node);
    Truth truth = TRUTH_NO;
    gpointer known;

    if (!edges) {
        return TRUTH_YES;
    }
    if (g_hash_table_lookup_extended(question->answers, node, NULL, &known)) {
        return GPOINTER_TO_INT(known);
    }
    if (question->depth == MAX_DEPTH) {
        return TRUTH_MAYBE;
    }
    /* What a cycle would ask for. */
    g_hash_table_insert(question->answers, (gpointer)node,
                        GINT_TO_POINTER(TRUTH_MAYBE));
    question->depth++;
    for (guint i = 0; i < edges->len && truth != TRUTH_YES; i++) {
        const BuildEdge *edge = &g_array_index(edges, BuildEdge, i);
        Truth when = condition_evaluate(edge->when, build_target_value,
                                        question->target);

        if (when != TRUTH_NO && edge->parent) {
            when = MIN(when, answer(question, edge->parent));
        }
        truth = MAX(truth, when);
    }
    question->depth--;
    g_hash_table_insert(question->answers, (gpointer)node,
                        GINT_TO_POINTER(truth));
    return truth;
}

Truth build_graph_ask(const BuildGraph *graph, const char *node,
                      BuildTarget *target, GHashTable *answers)
{
    Question question = {graph, target, answers, 0};

    return answer(&question, node);
}
