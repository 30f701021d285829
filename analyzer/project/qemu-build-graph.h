/*
 * qemu-build-graph.h: what is built as part of what, and when.
 *
 * Nodes go by names: a source file by its path, a source set or a folder by a
 * name that its reader gives. A node is built if one of its edges holds: the
 * edge's condition, and the node it leads to. A node without edges is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "project/qemu-build-target.h"
#include "project/qemu-kconfig-condition.h"
#include "source/source.h"

typedef struct BuildGraph {
    const Source *source;
    GPtrArray *pool;   /* the conditions */
    GHashTable *nodes; /* char * -> GArray of edges */
} BuildGraph;

BuildGraph *build_graph_new(const Source *source);
void build_graph_free(BuildGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BuildGraph, build_graph_free)

/* Without a parent the condition is all there is. */
void build_graph_add(BuildGraph *graph, const char *node, const char *parent,
                     const Condition *when);
/* Adds what the build files say, from QEMU 5.2 on and before. */
void build_graph_read_meson(BuildGraph *graph);
void build_graph_read_make(BuildGraph *graph, const IrTree *tree);

/* Names of all nodes that are files of the tree, sorted; the names are
 * borrowed. */
GPtrArray *build_graph_files(const BuildGraph *graph);

/* Adds the symbols that the node's own edges name (char *, borrowed). */
void build_graph_symbols(const BuildGraph *graph, const char *node,
                         GHashTable *symbols);

/* Answers for one target, kept for the next question: char * -> Truth. The
 * names asked for are borrowed. */
GHashTable *build_graph_answers_new(void);
Truth build_graph_ask(const BuildGraph *graph, const char *node,
                      BuildTarget *target, GHashTable *answers);
