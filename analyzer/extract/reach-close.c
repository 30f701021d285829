/*
 * What can be reached from each node: Tarjan's algorithm for components that
 * lead to each other, whose members have one set. It finishes a component
 * after all those it leads to, so sets are final when they are needed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/reach-graph.h"

#include <string.h>

typedef struct Walk {
    Reach *reach;
    guint n_words;
    guint *order; /* of discovery, from 1; 0: not yet */
    guint *low;   /* the earliest node known to be in the same component */
    guint *next;  /* the edge to follow next */
    bool *is_open;
    GArray *open; /* guint: nodes of unfinished components */
    GArray *path; /* guint: from the start to the node at hand */
    guint n_found;
    guint64 *scratch;
} Walk;

static void discover(Walk *walk, guint node)
{
    walk->order[node] = ++walk->n_found;
    walk->low[node] = walk->n_found;
    walk->is_open[node] = true;
    g_array_append_val(walk->open, node);
    g_array_append_val(walk->path, node);
}

static void add_to_scratch(Walk *walk, guint index)
{
    const Reach *reach = walk->reach;
    const ReachNode *node = reach_node(reach, index);

    for (guint i = 0; i < node->n_types; i++) {
        guint type = g_array_index(reach->types, guint, node->first_type + i);

        walk->scratch[type / 64] |= (guint64)1 << (type % 64);
    }
    for (guint i = 0; i < node->n_edges; i++) {
        guint to = g_array_index(reach->edges, guint, node->first_edge + i);
        const guint64 *set = reach_node(reach, to)->set;

        for (guint k = 0; set && k < walk->n_words; k++) {
            walk->scratch[k] |= set[k];
        }
    }
}

static guint64 *set_of_scratch(Walk *walk)
{
    gsize size = walk->n_words * sizeof(guint64);
    guint64 *set;

    for (guint i = 0; i < walk->n_words; i++) {
        if (walk->scratch[i]) {
            set = g_memdup2(walk->scratch, size);
            g_ptr_array_add(walk->reach->sets, set);
            return set;
        }
    }
    return NULL;
}

static void finish_component(Walk *walk, guint root)
{
    guint first = walk->open->len;
    guint64 *set;

    memset(walk->scratch, 0, walk->n_words * sizeof(guint64));
    do {
        first--;
        add_to_scratch(walk, g_array_index(walk->open, guint, first));
    } while (g_array_index(walk->open, guint, first) != root);
    set = set_of_scratch(walk);
    for (guint i = first; i < walk->open->len; i++) {
        guint member = g_array_index(walk->open, guint, i);

        walk->is_open[member] = false;
        reach_node(walk->reach, member)->set = set;
    }
    g_array_set_size(walk->open, first);
}

static void leave(Walk *walk, guint node)
{
    g_array_set_size(walk->path, walk->path->len - 1);
    if (walk->path->len > 0) {
        guint from = g_array_index(walk->path, guint, walk->path->len - 1);

        walk->low[from] = MIN(walk->low[from], walk->low[node]);
    }
    if (walk->low[node] == walk->order[node]) {
        finish_component(walk, node);
    }
}

static void follow(Walk *walk, guint start)
{
    discover(walk, start);
    while (walk->path->len > 0) {
        guint at = g_array_index(walk->path, guint, walk->path->len - 1);
        const ReachNode *node = reach_node(walk->reach, at);
        guint to;

        if (walk->next[at] == node->n_edges) {
            leave(walk, at);
            continue;
        }
        to = g_array_index(walk->reach->edges, guint,
                           node->first_edge + walk->next[at]++);
        if (!walk->order[to]) {
            discover(walk, to);
        } else if (walk->is_open[to]) {
            walk->low[at] = MIN(walk->low[at], walk->order[to]);
        }
    }
}

void reach_close(Reach *reach)
{
    guint n = reach->nodes->len + 1;
    g_autofree guint *order = g_new0(guint, n);
    g_autofree guint *low = g_new0(guint, n);
    g_autofree guint *next = g_new0(guint, n);
    g_autofree bool *is_open = g_new0(bool, n);
    g_autofree guint64 *scratch = g_new0(guint64, reach_n_words(reach));
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    Walk walk = {
        .reach = reach,
        .n_words = reach_n_words(reach),
        .order = order,
        .low = low,
        .next = next,
        .is_open = is_open,
        .open = open,
        .path = path,
        .scratch = scratch,
    };

    for (guint i = 0; i < reach->nodes->len; i++) {
        if (!walk.order[i]) {
            follow(&walk, i);
        }
    }
}
