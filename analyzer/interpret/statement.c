/*
 * Statements, but for loops and switches.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/statement.h"

#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/initialiser.h"
#include "interpret/object.h"

/* Jumps back to labels of one block, in a row. */
#define MAX_JUMPS 64u

static Object *local_object(Interpreter *interpreter, const IrNode *node,
                            Fill fill)
{
    const IrUnit *unit = interpreter->frame->unit;
    Object *object =
        object_new(interpreter, ir_text(unit->file, node->name), fill);

    object->is_variable = true;
    object->unit = unit;
    object->type =
        type_of(interpreter->types, unit, ir_text(unit->file, node->type));
    return object;
}

static void declare_static(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *init = ir_first(unit->file, node);
    Object *object = g_hash_table_lookup(interpreter->statics, node);
    Fill fill = {.kind = FILL_ZERO};

    if (!object) {
        if (init) {
            fill = (Fill){FILL_INITIALISER, unit, init, NULL};
        }
        object = local_object(interpreter, node, fill);
        object->serial = 0;
        g_hash_table_insert(interpreter->statics, (IrNode *)node, object);
    }
    bind_local(interpreter, node->name, object);
}

static Flow declare(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *init = ir_first(unit->file, node);
    bool is_list = init && init->kind == IR_INIT_LIST;
    bool is_text = init && init->kind == IR_STRING && node->flags & IR_IS_ARRAY;
    Fill fill = {.kind = is_list ? FILL_ZERO : FILL_UNKNOWN};
    const Term *value = NULL;
    Object *object;

    if (node->flags & IR_STATIC) {
        declare_static(interpreter, node);
        return FLOW_NORMAL;
    }
    if (is_text ||
        (is_list && initialiser_is_constant(interpreter, unit, init))) {
        fill = (Fill){FILL_INITIALISER, unit, init, NULL};
        init = NULL;
    }
    if (init && !is_list) {
        value = evaluate(interpreter, init);
    }
    object = local_object(interpreter, node, fill);
    object->is_automatic = true;
    bind_local(interpreter, node->name, object);
    interpreter->line = node->line;
    if (value) {
        place_store(interpreter,
                    place_at(object, path_root(interpreter->paths)),
                    object->type, value);
    } else if (init) {
        initialise(interpreter, place_at(object, path_root(interpreter->paths)),
                   init);
    }
    return interpreter->dead ? FLOW_DEAD : FLOW_NORMAL;
}

static void execute_side(Interpreter *interpreter, Mark mark,
                         const GArray *guards, const IrNode *node,
                         GArray *strands)
{
    guint first = interpreter->suspended->len;
    Flow flow = FLOW_NORMAL;

    branch_push(interpreter, (const Guard *)(void *)guards->data, guards->len);
    if (node) {
        flow = execute(interpreter, node);
    }
    branch_gather(interpreter, mark, first, flow, NULL, strands);
}

static void assume(Interpreter *interpreter, const GArray *guards)
{
    branch_assume(interpreter, (const Guard *)(const void *)guards->data,
                  guards->len);
}

static Flow execute_if(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *test = ir_first(file, node);
    const IrNode *yes = ir_next(file, test);
    const IrNode *no = yes ? ir_next(file, yes) : NULL;
    Condition condition = evaluate_condition(interpreter, test);
    GArray *strands;
    guint n_yes;
    guint n_no;
    Flow flow;
    Mark mark;

    if (interpreter->dead) {
        condition_clear(&condition);
        return FLOW_DEAD;
    }
    if (condition.truth != TRUTH_UNKNOWN) {
        const IrNode *taken = condition.truth == TRUTH_TRUE ? yes : no;

        return taken ? execute(interpreter, taken) : FLOW_NORMAL;
    }
    mark = branch_mark(interpreter);
    strands = strands_new();
    execute_side(interpreter, mark, condition.when_true, yes, strands);
    n_yes = strands->len;
    execute_side(interpreter, mark, condition.when_false, no, strands);
    n_no = strands->len - n_yes;
    flow = branch_converge(interpreter, mark, strands, NULL);
    if (flow == FLOW_NORMAL && n_yes == 0) {
        assume(interpreter, condition.when_false);
    } else if (flow == FLOW_NORMAL && n_no == 0) {
        assume(interpreter, condition.when_true);
    }
    condition_clear(&condition);
    return flow;
}

static Flow execute_return(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *value = ir_first(interpreter->frame->unit->file, node);
    const Term *term = NULL;

    if (value) {
        term = memory_freeze(interpreter, evaluate(interpreter, value));
    }
    interpreter->frame->result = term;
    return interpreter->dead ? FLOW_DEAD : FLOW_RETURN;
}

static const char *label_of(const Interpreter *interpreter, const IrNode *node)
{
    return ir_text(interpreter->frame->unit->file, node->name);
}

/* Is the flow, or a suspended one, on the way to this statement? */
static bool is_wanted(Interpreter *interpreter, guint first, Flow flow,
                      const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;

    for (; node && node->kind == IR_LABEL; node = ir_first(file, node)) {
        const char *label = label_of(interpreter, node);

        if ((flow == FLOW_GOTO &&
             g_str_equal(interpreter->frame->label, label)) ||
            branch_is_awaited(interpreter, first, FLOW_GOTO, label)) {
            return true;
        }
    }
    return false;
}

/* Everything that is on the way to the statement's labels meets there. */
static Flow meet(Interpreter *interpreter, guint first, Flow flow,
                 const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;

    for (; node && node->kind == IR_LABEL; node = ir_first(file, node)) {
        flow = branch_join(interpreter, first, FLOW_GOTO,
                           label_of(interpreter, node), flow);
    }
    return flow;
}

static const IrNode *find_label(Interpreter *interpreter, const IrNode *all)
{
    const IrFile *file = interpreter->frame->unit->file;

    for (; all; all = ir_next(file, all)) {
        const IrNode *node = all;

        for (; node && node->kind == IR_LABEL; node = ir_first(file, node)) {
            if (g_str_equal(interpreter->frame->label,
                            label_of(interpreter, node))) {
                return all;
            }
        }
    }
    return NULL;
}

Flow execute_list(Interpreter *interpreter, const IrNode *all,
                  const IrNode *from)
{
    const IrFile *file = interpreter->frame->unit->file;
    guint first = interpreter->suspended->len;
    const IrNode *node = from;
    Flow flow = FLOW_NORMAL;
    guint n_jumps = 0;

    while (node) {
        if (is_wanted(interpreter, first, flow, node)) {
            flow = meet(interpreter, first, flow, node);
        }
        if (flow == FLOW_NORMAL) {
            flow = execute(interpreter, node);
        }
        node = ir_next(file, node);
        if (!node && flow == FLOW_GOTO) {
            node = find_label(interpreter, all);
            if (node && ++n_jumps > MAX_JUMPS) {
                interpreter_gap(interpreter, "too many jumps back");
                interpreter->dead = true;
                return FLOW_DEAD;
            }
        }
    }
    return flow;
}

static Flow execute_block(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *first = ir_first(interpreter->frame->unit->file, node);
    guint n_bindings = interpreter->bindings->len;
    Flow flow = execute_list(interpreter, first, first);

    unbind_locals(interpreter, n_bindings);
    return flow;
}

/* A case or default label: what stands behind it. */
static Flow execute_last(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *last = ir_first(file, node);

    while (last && last->next) {
        last = ir_next(file, last);
    }
    return last ? execute(interpreter, last) : FLOW_NORMAL;
}

static Flow execute_leaf(Interpreter *interpreter, const IrNode *node)
{
    switch (node->kind) {
    case IR_NONE:
        return FLOW_NORMAL;
    case IR_BREAK:
        return FLOW_BREAK;
    case IR_CONTINUE:
        return FLOW_CONTINUE;
    case IR_GOTO:
        interpreter->frame->label = label_of(interpreter, node);
        return FLOW_GOTO;
    case IR_DECLARE:
        return declare(interpreter, node);
    case IR_CASE:
    case IR_DEFAULT:
    case IR_LABEL:
        return execute_last(interpreter, node);
    default:
        evaluate(interpreter, node);
        return interpreter->dead ? FLOW_DEAD : FLOW_NORMAL;
    }
}

Flow execute(Interpreter *interpreter, const IrNode *node)
{
    if (interpreter->dead || !interpreter_may_go_on(interpreter)) {
        return FLOW_DEAD;
    }
    if (node->line) {
        interpreter->line = node->line;
    }
    switch (node->kind) {
    case IR_BLOCK:
        return execute_block(interpreter, node);
    case IR_IF:
        return execute_if(interpreter, node);
    case IR_FOR:
    case IR_WHILE:
    case IR_DO:
        return execute_loop(interpreter, node);
    case IR_SWITCH:
        return execute_switch(interpreter, node);
    case IR_RETURN:
        return execute_return(interpreter, node);
    default:
        return execute_leaf(interpreter, node);
    }
}

const Term *execute_statement_expression(Interpreter *interpreter,
                                         const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *block = ir_first(file, node);
    const IrNode *statement = block ? ir_first(file, block) : NULL;
    guint n_bindings = interpreter->bindings->len;
    const Term *value = NULL;
    Flow flow = FLOW_NORMAL;

    for (; statement && flow == FLOW_NORMAL;
         statement = ir_next(file, statement)) {
        if (!statement->next && statement->kind <= IR_STMT_EXPR &&
            statement->kind != IR_NONE) {
            value =
                memory_freeze(interpreter, evaluate(interpreter, statement));
        } else {
            flow = execute(interpreter, statement);
        }
    }
    unbind_locals(interpreter, n_bindings);
    if (flow != FLOW_NORMAL && flow != FLOW_DEAD) {
        interpreter_gap(interpreter, "jump out of a statement expression");
    }
    return value ? value : term_unknown(interpreter, "({...})");
}
