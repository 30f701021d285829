/*
 * The graph of references: its nodes, and questions to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/reach-graph.h"

static GHashTable *index_lists(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                 (GDestroyNotify)g_array_unref);
}

static void publish(GHashTable *lists, const char *name, guint index)
{
    GArray *list = g_hash_table_lookup(lists, name);

    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(lists, (char *)name, list);
    }
    g_array_append_val(list, index);
}

static void add_node(Reach *reach, const IrSymbol *symbol)
{
    const IrFile *file = symbol->unit->file;
    const IrFunction *function = symbol->function;
    const IrVariable *variable = symbol->variable;
    guint index = reach->nodes->len;
    ReachNode node = {.symbol = symbol};

    if (function ? !function->body : !variable->init) {
        return;
    }
    g_array_append_val(reach->nodes, node);
    g_hash_table_insert(reach->by_symbol, (gpointer)symbol,
                        GUINT_TO_POINTER(index + 1));
    if (function && !(function->flags & IR_STATIC)) {
        publish(reach->functions, ir_text(file, function->name), index);
    } else if (variable && !(variable->flags & IR_STATIC)) {
        publish(reach->variables, ir_text(file, variable->name), index);
    }
}

static void add_nodes(Reach *reach)
{
    const IrProgram *program = reach->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        const IrSymbol *symbols;
        guint n;

        symbols = ir_program_unit_functions(program, unit, &n);
        for (guint k = 0; k < n; k++) {
            add_node(reach, &symbols[k]);
        }
        symbols = ir_program_unit_variables(program, unit, &n);
        for (guint k = 0; k < n; k++) {
            add_node(reach, &symbols[k]);
        }
    }
}

static void add_sketches(Reach *reach)
{
    const GPtrArray *sketches = reach->tree->sketches;

    for (guint i = 0; i < sketches->len; i++) {
        const IrSketch *sketch = g_ptr_array_index(sketches, i);
        ReachNode node = {.sketch = sketch};
        guint index = reach->nodes->len;

        g_array_append_val(reach->nodes, node);
        for (guint k = 0; k < sketch->defines->len; k++) {
            const char *name = g_ptr_array_index(sketch->defines, k);

            publish(reach->functions, name, index);
            publish(reach->variables, name, index);
        }
        for (guint k = 0; k < sketch->types->len; k++) {
            publish(reach->sketched, g_ptr_array_index(sketch->types, k),
                    index);
        }
    }
}

Reach *reach_new(const IrTree *tree, const GPtrArray *names)
{
    Reach *reach = g_new0(Reach, 1);

    reach->tree = tree;
    reach->names = names;
    reach->type_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    reach->patterns = index_lists();
    reach->nodes = g_array_new(FALSE, FALSE, sizeof(ReachNode));
    reach->by_symbol = g_hash_table_new(NULL, NULL);
    reach->functions = index_lists();
    reach->variables = index_lists();
    reach->sketched = index_lists();
    reach->edges = g_array_new(FALSE, FALSE, sizeof(guint));
    reach->types = g_array_new(FALSE, FALSE, sizeof(guint));
    reach->sets = g_ptr_array_new_with_free_func(g_free);
    reach->named = g_new0(guint64, reach_n_words(reach));
    for (guint i = 0; i < names->len; i++) {
        g_hash_table_insert(reach->type_by_name, names->pdata[i],
                            GUINT_TO_POINTER(i + 1));
    }
    add_nodes(reach);
    add_sketches(reach);
    reach_read_nodes(reach);
    reach_close(reach);
    return reach;
}

void reach_free(Reach *reach)
{
    if (!reach) {
        return;
    }
    g_hash_table_unref(reach->type_by_name);
    g_hash_table_unref(reach->patterns);
    g_array_unref(reach->nodes);
    g_hash_table_unref(reach->by_symbol);
    g_hash_table_unref(reach->functions);
    g_hash_table_unref(reach->variables);
    g_hash_table_unref(reach->sketched);
    g_array_unref(reach->edges);
    g_array_unref(reach->types);
    g_ptr_array_unref(reach->sets);
    g_free(reach->named);
    g_free(reach);
}

guint reach_n_words(const Reach *reach)
{
    return reach->names->len / 64 + 1;
}

bool reach_is_named(const Reach *reach, guint type)
{
    return reach->named[type / 64] >> (type % 64) & 1;
}

static void add_set(const Reach *reach, guint index, guint64 *set)
{
    const guint64 *other = reach_node(reach, index)->set;

    for (guint i = 0; other && i < reach_n_words(reach); i++) {
        set[i] |= other[i];
    }
}

void reach_add(const Reach *reach, const IrSymbol *symbol, guint64 *set)
{
    guint found =
        GPOINTER_TO_UINT(g_hash_table_lookup(reach->by_symbol, symbol));

    if (found) {
        add_set(reach, found - 1, set);
    }
}

void reach_add_functions(const Reach *reach, const char *name, guint64 *set)
{
    const GArray *list = g_hash_table_lookup(reach->functions, name);

    for (guint i = 0; list && i < list->len; i++) {
        add_set(reach, g_array_index(list, guint, i), set);
    }
}
