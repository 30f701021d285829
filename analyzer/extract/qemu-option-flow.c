/*
 * Where an option's argument ends.
 *
 * Within a function, what is assigned from an expression with the value in it
 * holds the value too, wherever in the function it stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-option.h"

#include <string.h>

/* Calls from the option parser inwards. */
#define MAX_DEPTH 6
/* Assignments from one another. */
#define MAX_ROUNDS 8

/* One function, or some statements of it. */
typedef struct Tracer {
    const OptionFlow *flow;
    const IrUnit *unit;
    GHashTable *names;   /* variables that hold the value */
    GHashTable *list_of; /* variable -> name of the list it points to */
    GHashTable *seen;    /* functions entered, with the parameters */
    OptionUse *use;
    guint depth;
    bool has_grown;
} Tracer;

void option_use_init(OptionUse *use)
{
    use->lists = g_ptr_array_new();
    use->types = g_ptr_array_new();
}

void option_use_clear(OptionUse *use)
{
    g_clear_pointer(&use->lists, g_ptr_array_unref);
    g_clear_pointer(&use->types, g_ptr_array_unref);
}

typedef struct Mention {
    GHashTable *names;
    bool found;
} Mention;

static void look_for_name(const IrFile *file, const IrNode *node, void *user)
{
    Mention *mention = user;

    if (node->kind == IR_NAME &&
        g_hash_table_contains(mention->names, ir_text(file, node->name))) {
        mention->found = true;
    }
}

static bool mentions_value(const Tracer *tracer, const IrNode *node)
{
    Mention mention = {tracer->names, false};

    calls_each_node(tracer->unit->file, node, look_for_name, &mention);
    return mention.found;
}

static void note_assignment(Tracer *tracer, const char *target,
                            const IrNode *value)
{
    const char *list = option_list_of(tracer->flow->lists, tracer->unit, value);

    if (list) {
        g_hash_table_insert(tracer->list_of, (char *)target, (char *)list);
    } else if (mentions_value(tracer, value) &&
               g_hash_table_add(tracer->names, (char *)target)) {
        tracer->has_grown = true;
    }
}

static void look_for_assignment(const IrFile *file, const IrNode *node,
                                void *user)
{
    Tracer *tracer = user;
    const IrNode *first = ir_first(file, node);

    if (node->kind == IR_DECLARE && first) {
        note_assignment(tracer, ir_text(file, node->name), first);
    } else if (node->kind == IR_ASSIGN && first && first->kind == IR_NAME) {
        note_assignment(tracer, ir_text(file, first->name),
                        ir_next(file, first));
    }
}

static const char *list_argument(const Tracer *tracer, const IrNode *argument)
{
    const char *list =
        option_list_of(tracer->flow->lists, tracer->unit, argument);

    if (!list && argument->kind == IR_NAME) {
        list = g_hash_table_lookup(tracer->list_of,
                                   ir_text(tracer->unit->file, argument->name));
    }
    return list;
}

/* visit_type_X(visitor, ...) */
static void note_type(const Tracer *tracer, const char *callee)
{
    const char *name = callee + strlen("visit_type_");
    g_autofree char *type =
        g_str_has_suffix(name, "_members")
            ? g_strndup(name, strlen(name) - strlen("_members"))
            : g_strdup(name);
    const QapiSchemaEntity *entity =
        option_type_find(tracer->flow->schema, type);

    if (entity) {
        option_add_text(tracer->use->types, entity->name);
    }
}

static void trace_body(const Tracer *from, const IrSymbol *function,
                       GHashTable *names);

/* Enters a function with those of its parameters that are given the value. */
static void trace_call(const Tracer *tracer, const IrSymbol *function,
                       const IrNode *first_argument)
{
    const IrFile *file = tracer->unit->file;
    const IrFile *other = function->unit->file;
    const IrNode *parameter = ir_node(other, function->function->parameters);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) key = g_string_new(NULL);

    g_string_printf(key, "%p", (const void *)function);
    for (const IrNode *argument = first_argument; argument && parameter;
         argument = ir_next(file, argument)) {
        if (mentions_value(tracer, argument)) {
            const char *name = ir_text(other, parameter->name);

            g_hash_table_add(names, (char *)name);
            g_string_append_printf(key, " %s", name);
        }
        parameter = ir_next(other, parameter);
    }
    if (g_hash_table_size(names) > 0 &&
        g_hash_table_add(tracer->seen, g_strdup(key->str))) {
        trace_body(tracer, function, names);
    }
}

/* Such an option is built from parts of the value: -virtfs makes an -fsdev. */
static bool makes_other(const char *callee)
{
    return g_str_equal(callee, "qemu_opts_create");
}

static void look_for_call(const IrFile *file, const IrNode *node, void *user)
{
    const Tracer *tracer = user;
    const IrNode *callee = ir_first(file, node);
    const IrNode *first = callee ? ir_next(file, callee) : NULL;
    const IrSymbol *function;
    const char *name;
    bool given_to_list = false;

    if (node->kind != IR_CALL || callee->kind != IR_NAME || !first ||
        !mentions_value(tracer, node)) {
        return;
    }
    name = ir_text(file, callee->name);
    if (g_str_has_prefix(name, "visit_type_")) {
        if (mentions_value(tracer, first)) {
            note_type(tracer, name);
        }
        return;
    }
    for (const IrNode *argument = first; argument && !makes_other(name);
         argument = ir_next(file, argument)) {
        const char *list = list_argument(tracer, argument);

        if (list) {
            option_add_text(tracer->use->lists, list);
            given_to_list = true;
        }
    }
    function = ir_program_function(tracer->flow->program, tracer->unit, name);
    if (!given_to_list && function && function->function->body) {
        trace_call(tracer, function, first);
    }
}

static void trace_statements(Tracer *tracer, const IrNode *const *statements,
                             guint n_statements)
{
    const IrFile *file = tracer->unit->file;
    guint round = 0;

    do {
        tracer->has_grown = false;
        for (guint i = 0; i < n_statements; i++) {
            calls_each_node(file, statements[i], look_for_assignment, tracer);
        }
    } while (tracer->has_grown && ++round < MAX_ROUNDS);
    for (guint i = 0; i < n_statements; i++) {
        calls_each_node(file, statements[i], look_for_call, tracer);
    }
}

static void trace_body(const Tracer *from, const IrSymbol *function,
                       GHashTable *names)
{
    Tracer tracer = *from;
    const IrUnit *unit = function->unit;
    const IrNode *body = ir_node(unit->file, function->function->body);

    if (from->depth == MAX_DEPTH || !body) {
        return;
    }
    tracer.unit = unit;
    tracer.names = names;
    tracer.list_of = g_hash_table_new(g_str_hash, g_str_equal);
    tracer.depth++;
    trace_statements(&tracer, &body, 1);
    g_hash_table_unref(tracer.list_of);
}

void option_flow_statements(const OptionFlow *flow, const IrUnit *unit,
                            const IrNode *const *statements, guint n_statements,
                            const char *name, OptionUse *use)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) list_of = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Tracer tracer = {.flow = flow,
                     .unit = unit,
                     .names = names,
                     .list_of = list_of,
                     .seen = seen,
                     .use = use};

    g_hash_table_add(names, (char *)name);
    trace_statements(&tracer, statements, n_statements);
}

void option_flow_parameter(const OptionFlow *flow, const IrSymbol *function,
                           const char *name, OptionUse *use)
{
    const IrNode *body =
        ir_node(function->unit->file, function->function->body);

    if (body) {
        option_flow_statements(flow, function->unit, &body, 1, name, use);
    }
}
