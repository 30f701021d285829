/*
 * The functions that a machine type has for its version alone, which of
 * another version they call, and what they write into variables of the
 * program.
 *
 * A class holds what the whole chain leaves behind, so a link that nothing
 * hangs on yet cannot be seen there; and what a function writes beside the
 * class cannot be seen either.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-machine.h"

#include <string.h>

enum {
    MOST_DEPTH = 64,
    MOST_STATEMENTS = 4 /* of a function that only sets a variable */
};

typedef struct Walk {
    Qom *qom;
    MachineType *machine;
    const char *phase;
    GHashTable *seen; /* const IrSymbol *, set */
    guint depth;
} Walk;

/* Where in a function's name a version stands, "2_5" or "v4_2": the length of
 * its digits, 0 if there is none. */
static gsize find_version(const char *name, gsize *ret_start)
{
    for (gsize i = 0; name[i]; i++) {
        gsize length = strspn(name + i, "0123456789_");

        if (!g_ascii_isdigit(name[i]) ||
            (i > 0 && name[i - 1] != '_' && name[i - 1] != 'v')) {
            continue;
        }
        while (length && name[i + length - 1] == '_') {
            length--;
        }
        if (memchr(name + i, '_', length)) {
            *ret_start = i;
            return length;
        }
        i += length;
    }
    return 0;
}

static bool has_own_version(const MachineType *machine, const char *name)
{
    g_autofree char *version = NULL;
    gsize start;
    gsize length = find_version(name, &start);

    if (length == 0 || !machine->version) {
        return false;
    }
    version = g_strndup(name + start, length);
    g_strdelimit(version, "_", '.');
    return g_str_equal(version, machine->version);
}

static void walk_function(Walk *walk, const IrSymbol *function);

static const IrNode *without_casts(const IrFile *file, const IrNode *node)
{
    while (node && node->kind == IR_CAST) {
        node = ir_first(file, node);
    }
    return node;
}

static bool is_text_constant(const IrNode *node)
{
    return node->flags & IR_HAS_VALUE;
}

/* The variable that a target is, or is a member of; its path is added to
 * `name`. NULL: another kind of target. */
static const IrNode *target_variable(const IrFile *file, const IrNode *target,
                                     GString *name)
{
    const IrNode *variable = NULL;

    if (target && target->kind == IR_NAME && target->op == IR_BIND_GLOBAL) {
        g_string_append(name, ir_text(file, target->name));
        return target;
    }
    if (target && target->kind == IR_MEMBER && !(target->flags & IR_ARROW)) {
        variable = target_variable(file, ir_first(file, target), name);
        g_string_append_printf(name, ".%s", ir_text(file, target->name));
    }
    return variable;
}

static void add_switch(Walk *walk, const IrSymbol *function,
                       const IrNode *target, const IrNode *value)
{
    ExtractContext *context = walk->qom->context;
    const IrFile *file = function->unit->file;
    g_autoptr(GString) name = g_string_new(NULL);
    const IrNode *node = target_variable(file, target, name);
    const IrSymbol *variable = ir_program_variable(
        context->tree->program, function->unit, ir_text(file, node->name));
    const IrFile *home = variable ? variable->unit->file : NULL;
    MachineSwitch written = {
        .name = fact_set_text(context->facts, name->str),
        .phase = walk->phase,
        .value = value_number(value->value),
        .location = extract_location(
            context, ir_text(file, function->function->file), target->line),
    };

    if (variable && variable->variable) {
        written.home =
            extract_location(context, ir_text(home, variable->variable->file),
                             variable->variable->line);
    }
    g_array_append_val(walk->machine->switches, written);
}

/* `variable = constant;` or `variable.member = constant;`, nothing else. */
static bool is_switch(const IrFile *file, const IrNode *node,
                      const IrNode **ret_target, const IrNode **ret_value)
{
    g_autoptr(GString) name = g_string_new(NULL);

    if (node->kind != IR_ASSIGN || node->op != IR_OP_ASSIGN) {
        return false;
    }
    *ret_target = ir_first(file, node);
    *ret_value = without_casts(file, ir_child(file, node, 1));
    return *ret_value && is_text_constant(*ret_value) &&
           target_variable(file, *ret_target, name);
}

/* A function of another file is entered only if setting variables is all that
 * it does. */
static bool only_sets(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);
    const IrNode *target;
    const IrNode *value;
    guint n = 0;

    for (const IrNode *at = body ? ir_first(file, body) : NULL; at;
         at = ir_next(file, at)) {
        if (!is_switch(file, at, &target, &value)) {
            return false;
        }
        n++;
    }
    return n > 0 && n <= MOST_STATEMENTS;
}

/* What a name stands for that is called: a function, or a local variable that
 * was initialised with one. */
static const char *called_name(const IrSymbol *function, const IrNode *callee)
{
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);

    callee = without_casts(file, callee);
    if (!callee || callee->kind != IR_NAME) {
        return NULL;
    }
    if (callee->op != IR_BIND_LOCAL) {
        return ir_text(file, callee->name);
    }
    for (const IrNode *at = ir_first(file, body); at; at = ir_next(file, at)) {
        const IrNode *init = without_casts(file, ir_first(file, at));

        if (at->kind == IR_DECLARE && at->name == callee->name && init &&
            init->kind == IR_NAME && init->op == IR_BIND_FUNCTION) {
            return ir_text(file, init->name);
        }
    }
    return NULL;
}

static void walk_call(Walk *walk, const IrSymbol *function, const IrNode *call)
{
    const char *name =
        called_name(function, ir_first(function->unit->file, call));
    const IrSymbol *callee =
        name ? ir_program_function(walk->qom->context->tree->program,
                                   function->unit, name)
             : NULL;

    if (callee && callee->function && callee->function->body &&
        (callee->unit == function->unit || only_sets(callee))) {
        walk_function(walk, callee);
    }
}

/* What runs whatever happens; `if (compat) compat(machine)` of an
 * initialised local too. */
static void walk_statement(Walk *walk, const IrSymbol *function,
                           const IrNode *node)
{
    const IrFile *file = function->unit->file;
    const IrNode *first = ir_first(file, node);
    const IrNode *value;

    switch (node->kind) {
    case IR_BLOCK:
        for (const IrNode *at = first; at; at = ir_next(file, at)) {
            walk_statement(walk, function, at);
        }
        break;
    case IR_IF:
        if (first && first->kind == IR_NAME && first->op == IR_BIND_LOCAL &&
            ir_next(file, first)) {
            walk_statement(walk, function, ir_next(file, first));
        }
        break;
    case IR_DO:
        walk_statement(walk, function, first);
        break;
    case IR_CALL:
        walk_call(walk, function, node);
        break;
    case IR_ASSIGN:
        if (is_switch(file, node, &first, &value)) {
            add_switch(walk, function, first, value);
        }
        break;
    default:
        break;
    }
}

typedef struct StepSearch {
    const IrSymbol *function;
    GPtrArray *names; /* const char * */
} StepSearch;

static void collect_steps(const IrFile *file, const IrNode *node,
                          StepSearch *search)
{
    const char *name = NULL;
    gsize start;

    if (node->kind == IR_CALL) {
        name = called_name(search->function, ir_first(file, node));
    }
    if (name && find_version(name, &start)) {
        g_ptr_array_add(search->names, (gpointer)name);
    }
    for (const IrNode *at = ir_first(file, node); at; at = ir_next(file, at)) {
        collect_steps(file, at, search);
    }
}

static void add_step(Walk *walk, const IrSymbol *function)
{
    ExtractContext *context = walk->qom->context;
    const IrFile *file = function->unit->file;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    StepSearch search = {function, names};
    MachineStep step = {
        .name = fact_set_text(context->facts,
                              ir_text(file, function->function->name)),
        .location =
            extract_location(context, ir_text(file, function->function->file),
                             function->function->line),
    };

    collect_steps(file, ir_node(file, function->function->body), &search);
    g_ptr_array_add(names, NULL);
    step.calls =
        fact_set_names(context->facts, (const char *const *)names->pdata);
    g_array_append_val(walk->machine->steps, step);
}

static void walk_function(Walk *walk, const IrSymbol *function)
{
    const IrFile *file = function->unit->file;

    if (walk->depth >= MOST_DEPTH || !function->function ||
        !function->function->body ||
        !g_hash_table_add(walk->seen, (gpointer)function)) {
        return;
    }
    if (has_own_version(walk->machine,
                        ir_text(file, function->function->name))) {
        add_step(walk, function);
    }
    walk->depth++;
    walk_statement(walk, function, ir_node(file, function->function->body));
    walk->depth--;
}

static void walk_term(Walk *walk, const Term *term, const char *phase)
{
    const IrSymbol *symbol = NULL;

    if (term && term->kind == TERM_FUNCTION) {
        symbol = term->function;
    } else if (term && term->kind == TERM_POINTER) {
        symbol = object_symbol(term->object);
    }
    walk->phase = phase;
    if (symbol && symbol->function) {
        walk_function(walk, symbol);
    }
}

void machine_add_steps(Qom *qom, const QomType *type, MachineType *machine)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Walk walk = {.qom = qom, .machine = machine, .seen = seen};

    walk_term(&walk, type->class_init, "class");
    walk_term(&walk, type->instance_init, "instance");
    walk_term(&walk,
              interpreter_read(qom->interpreter, type->class_object, ".init"),
              "board");
}
