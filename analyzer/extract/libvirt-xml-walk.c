/*
 * Goes through function bodies with the conditions in force.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-xml-walk.h"

#include <string.h>

const char *walk_function_name(const Walk *walk)
{
    return fact_set_text(walk->context->facts,
                         ir_text(walk->file, walk->function->function->name));
}

Location walk_location(const Walk *walk, const IrNode *node)
{
    return extract_location(walk->context,
                            ir_text(walk->file, walk->function->function->file),
                            node->line);
}

static char *condition_text(const Walk *walk, const WalkCondition *condition)
{
    g_autofree char *text = ir_node_to_text(walk->file, condition->node);
    g_autofree char *label = NULL;

    if (!condition->is_case) {
        return condition->negated ? g_strdup_printf("!(%s)", text)
                                  : g_steal_pointer(&text);
    }
    if (!condition->label) {
        return g_strdup_printf("%s is another", text);
    }
    label = ir_node_to_text(walk->file, condition->label);
    return g_strdup_printf("%s == %s", text, label);
}

const char *walk_when(const Walk *walk)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < walk->conditions->len; i++) {
        g_autofree char *one = condition_text(
            walk, &g_array_index(walk->conditions, WalkCondition, i));

        g_string_append_printf(text, "%s%s", i > 0 ? " && " : "", one);
    }
    return text->len > 0 ? fact_set_text(walk->context->facts, text->str)
                         : NULL;
}

/* Does the test ask about the machine type or the architecture? */
static bool is_machine_test(const char *text)
{
    static const char *const words[] = {
        "qemuDomainIs", "qemuDomainMachine", "os.machine", "os.arch",
        "ARCH_",        "VIR_ARCH_",         "machine",
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(text, words[i])) {
            return true;
        }
    }
    return false;
}

static LibvirtGuard plain_guard(const Walk *walk, const IrNode *node,
                                bool negated)
{
    FactSet *facts = walk->context->facts;
    g_autofree char *text = ir_node_to_text(walk->file, node);
    LibvirtGuard guard = {.negated = negated};

    if (node->kind == IR_CALL &&
        g_str_equal(walk_callee(walk->file, node), "virQEMUCapsGet")) {
        const IrNode *flag = ir_child(walk->file, node, 2);

        if (flag && flag->kind == IR_NAME) {
            guard.kind = "capability";
            guard.name = fact_set_text(facts, ir_text(walk->file, flag->name));
            return guard;
        }
    }
    guard.kind = is_machine_test(text)   ? "machine"
                 : node->kind == IR_CALL ? "call"
                                         : "xml";
    guard.text = fact_set_text(facts, text);
    return guard;
}

/* `a && b` is two guards, and so is `!(a || b)`. */
static void add_condition(const Walk *walk, const IrNode *node, bool negated,
                          GArray *guards)
{
    IrOperator joining = negated ? IR_OP_OR : IR_OP_AND;

    if (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        add_condition(walk, ir_first(walk->file, node), !negated, guards);
    } else if (node->kind == IR_BINARY && node->op == joining) {
        add_condition(walk, ir_child(walk->file, node, 0), negated, guards);
        add_condition(walk, ir_child(walk->file, node, 1), negated, guards);
    } else {
        LibvirtGuard guard = plain_guard(walk, node, negated);

        g_array_append_val(guards, guard);
    }
}

void walk_guards(const Walk *walk, GArray *guards)
{
    for (guint i = 0; i < walk->conditions->len; i++) {
        const WalkCondition *condition =
            &g_array_index(walk->conditions, WalkCondition, i);

        if (condition->is_case) {
            g_autofree char *text = condition_text(walk, condition);
            LibvirtGuard guard = {
                .kind = is_machine_test(text) ? "machine" : "xml",
                .text = fact_set_text(walk->context->facts, text),
            };

            g_array_append_val(guards, guard);
        } else {
            add_condition(walk, condition->node, condition->negated, guards);
        }
    }
}

static bool holds_call(const IrFile *file, const IrNode *node)
{
    if (node->kind == IR_CALL) {
        return true;
    }
    return node->kind == IR_ASSIGN && holds_call(file, ir_child(file, node, 1));
}

/* "f() < 0", "!(x = f())", "wanted && f() < 0" */
static bool is_failure(const IrFile *file, const IrNode *node)
{
    const IrNode *left = ir_first(file, node);

    if (node->kind == IR_BINARY && node->op == IR_OP_AND) {
        return is_failure(file, ir_child(file, node, 1));
    }
    if (node->kind == IR_BINARY && node->op == IR_OP_LESS) {
        const IrNode *right = ir_child(file, node, 1);

        return right->value == 0 && holds_call(file, left);
    }
    return node->kind == IR_UNARY && node->op == IR_OP_NOT &&
           left->kind == IR_ASSIGN && holds_call(file, left);
}

static bool leaves(const IrFile *file, const IrNode *node)
{
    const IrNode *last = NULL;

    switch (node->kind) {
    case IR_RETURN:
    case IR_BREAK:
    case IR_CONTINUE:
    case IR_GOTO:
        return true;
    case IR_BLOCK:
        for (const IrNode *child = ir_first(file, node); child;
             child = ir_next(file, child)) {
            last = child;
        }
        return last && leaves(file, last);
    default:
        return false;
    }
}

/* Leaves without an error: an error is no condition for what follows. */
static bool passes_by(const Walk *walk, const IrNode *node)
{
    return leaves(walk->file, node) &&
           !walk_find_name(walk->file, node, "virReport");
}

static void walk_node(Walk *walk, const IrNode *node);

static void push(Walk *walk, const IrNode *node, bool negated)
{
    WalkCondition condition = {.node = node, .negated = negated};

    g_array_append_val(walk->conditions, condition);
}

static void pop_to(Walk *walk, guint length)
{
    g_array_set_size(walk->conditions, length);
}

static void walk_block(Walk *walk, const IrNode *block)
{
    guint length = walk->conditions->len;

    for (const IrNode *child = ir_first(walk->file, block); child;
         child = ir_next(walk->file, child)) {
        const IrNode *test =
            child->kind == IR_IF ? ir_child(walk->file, child, 0) : NULL;

        walk_node(walk, child);
        if (test && !ir_child(walk->file, child, 2) &&
            passes_by(walk, ir_child(walk->file, child, 1)) &&
            !is_failure(walk->file, test)) {
            push(walk, test, true);
        }
    }
    pop_to(walk, length);
}

static void walk_if(Walk *walk, const IrNode *node)
{
    const IrNode *test = ir_child(walk->file, node, 0);
    const IrNode *otherwise = ir_child(walk->file, node, 2);
    bool counts = !is_failure(walk->file, test);
    guint length = walk->conditions->len;

    walk_node(walk, test);
    if (counts) {
        push(walk, test, false);
    }
    walk_node(walk, ir_child(walk->file, node, 1));
    pop_to(walk, length);
    if (otherwise) {
        if (counts) {
            push(walk, test, true);
        }
        walk_node(walk, otherwise);
        pop_to(walk, length);
    }
}

/* Labels in a row and what falls through stand under the last label. */
static void walk_switch(Walk *walk, const IrNode *node)
{
    const IrNode *value = ir_child(walk->file, node, 0);
    const IrNode *body = ir_child(walk->file, node, 1);
    guint length = walk->conditions->len;

    for (const IrNode *child = ir_first(walk->file, body); child;
         child = ir_next(walk->file, child)) {
        const IrNode *statement = child;

        while (statement->kind == IR_CASE || statement->kind == IR_DEFAULT) {
            bool is_case = statement->kind == IR_CASE;
            const IrNode *last = ir_first(walk->file, statement);
            WalkCondition condition = {
                .node = value,
                .label = is_case ? last : NULL,
                .is_case = true,
            };

            pop_to(walk, length);
            g_array_append_val(walk->conditions, condition);
            while (last && ir_next(walk->file, last)) {
                last = ir_next(walk->file, last);
            }
            if (!last || last == condition.label) {
                break;
            }
            statement = last;
        }
        if (statement->kind != IR_CASE && statement->kind != IR_DEFAULT) {
            walk_node(walk, statement);
        }
    }
    pop_to(walk, length);
}

static void walk_children(Walk *walk, const IrNode *node)
{
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        walk_node(walk, child);
    }
}

static void walk_node(Walk *walk, const IrNode *node)
{
    switch (node->kind) {
    case IR_BLOCK:
        walk_block(walk, node);
        return;
    case IR_IF:
        walk_if(walk, node);
        return;
    case IR_SWITCH:
        walk_switch(walk, node);
        return;
    case IR_NONE:
    case IR_BREAK:
    case IR_CONTINUE:
    case IR_GOTO:
    case IR_NAME:
    case IR_INTEGER:
        return;
    case IR_FOR:
    case IR_WHILE:
    case IR_DO:
    case IR_RETURN:
    case IR_LABEL:
    case IR_DECLARE:
        walk_children(walk, node);
        return;
    default:
        walk->statement(walk, node);
        return;
    }
}

void walk_function(Walk *walk, const IrSymbol *function)
{
    const IrNode *body;

    walk->function = function;
    walk->file = function->unit->file;
    body = ir_node(walk->file, function->function->body);
    if (!body) {
        return;
    }
    walk->conditions = g_array_new(FALSE, FALSE, sizeof(WalkCondition));
    walk_node(walk, body);
    g_clear_pointer(&walk->conditions, g_array_unref);
}

void walk_program(Walk *walk, WalkWanted wanted)
{
    const IrProgram *program = walk->context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            const char *name = ir_text(unit->file, functions[k].function->name);

            if (functions[k].function->body && wanted(unit->path, name)) {
                walk_function(walk, &functions[k]);
            }
        }
    }
}
