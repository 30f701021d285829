/*
 * reach-graph.h: the graph behind reach.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/reach.h"

/* Edges and named types are runs in one array each. */
typedef struct ReachNode {
    const IrSymbol *symbol; /* or */
    const IrSketch *sketch; /* one of the two */
    guint first_edge;
    guint n_edges;
    guint first_type;
    guint n_types;
    guint64 *set; /* what can be reached; NULL for nothing. Shared */
} ReachNode;

struct Reach {
    const IrTree *tree;
    GHashTable *type_by_name; /* name -> index + 1 */
    GHashTable *patterns;     /* format string -> GArray of guint: types */
    const GPtrArray *names;
    GArray *nodes;         /* ReachNode */
    GHashTable *by_symbol; /* const IrSymbol * -> index of node + 1 */
    GHashTable *functions; /* name -> GArray of guint: external ones */
    GHashTable *variables; /* likewise */
    GHashTable *sketched;  /* likewise, by names of types: sketches of files
                              that register them */
    GArray *edges;         /* guint: nodes */
    GArray *types;         /* guint */
    GPtrArray *sets;       /* owner of the sets */
    guint64 *named;
};

/* Fills the edges and types of every node. */
void reach_read_nodes(Reach *reach);
/* Fills the sets. */
void reach_close(Reach *reach);

static inline ReachNode *reach_node(const Reach *reach, guint index)
{
    return &g_array_index(reach->nodes, ReachNode, index);
}
