/*
 * Loops: run while their condition is known; then once more, on values that
 * are not known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/object.h"
#include "interpret/statement.h"

#include <string.h>

typedef struct Loop {
    const IrNode *test; /* NULL: always */
    const IrNode *step;
    const IrNode *body;
    bool test_last; /* do ... while */
} Loop;

static const IrNode *part(const IrNode *node)
{
    return node && node->kind != IR_NONE ? node : NULL;
}

static bool is_in_word(char letter)
{
    return g_ascii_isalnum(letter) || letter == '_';
}

static bool has_word(const char *text, const char *word)
{
    gsize length = strlen(word);
    const char *at = text;

    while ((at = strstr(at, word))) {
        if ((at == text || !is_in_word(at[-1])) && !is_in_word(at[length]) &&
            at[length] != '\'') {
            return true;
        }
        at += length;
    }
    return false;
}

/* A name that the conditions in force do not use for something else: the `i`
 * of a function called in a loop over `i` is another one. */
static const char *own_name(Interpreter *interpreter, const char *label)
{
    g_autofree char *name = g_strdup(label);
    guint i = 0;

    while (interpreter->config.exclusive_tests &&
           i < interpreter->guards->len) {
        if (has_word(g_array_index(interpreter->guards, Guard, i).text, name)) {
            char *longer = g_strconcat(name, "'", NULL);

            g_free(name);
            name = longer;
            i = 0;
        } else {
            i++;
        }
    }
    return interpreter_intern(interpreter, name);
}

/* A variable that the loop changes has no known value inside it. */
static void forget(Interpreter *interpreter, const IrNode *target,
                   bool keep_pointers)
{
    Object *object =
        target && target->kind == IR_NAME &&
                (target->op == IR_BIND_LOCAL || target->op == IR_BIND_PARAMETER)
            ? find_local(interpreter, target->name)
            : NULL;

    if (object && object->is_automatic &&
        !(keep_pointers && object->type->kind == TYPE_POINTER)) {
        object_put(
            interpreter, object, path_root(interpreter->paths),
            term_unknown(interpreter, own_name(interpreter, object->label)),
            interpreter_where(interpreter));
    }
}

/* `keep`: what is merely assigned stays as it is, and so do pointers. */
static void forget_assigned(Interpreter *interpreter, const IrNode *node,
                            bool keep)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *child;

    if (!node) {
        return;
    }
    child = ir_first(file, node);
    if ((node->kind == IR_ASSIGN && (!keep || node->op != IR_OP_ASSIGN)) ||
        (node->kind == IR_UNARY && node->op >= IR_OP_PRE_INCREMENT)) {
        forget(interpreter, child, keep);
    }
    for (; child; child = ir_next(file, child)) {
        forget_assigned(interpreter, child, keep);
    }
}

static void forget_all(Interpreter *interpreter, const Loop *loop)
{
    bool keep = interpreter->config.first_pass_only;

    forget_assigned(interpreter, loop->test, keep);
    forget_assigned(interpreter, loop->body, keep);
    forget_assigned(interpreter, loop->step, keep);
}

static Flow run_body(Interpreter *interpreter, const Loop *loop)
{
    guint first = interpreter->suspended->len;
    Flow flow = execute(interpreter, loop->body);

    flow = branch_join(interpreter, first, FLOW_CONTINUE, NULL, flow);
    if (flow == FLOW_NORMAL && loop->step) {
        evaluate(interpreter, loop->step);
    }
    return flow;
}

/* Once, under the condition; afterwards what the loop changes is not known,
 * whether it ran or not. */
static Flow run_unknown(Interpreter *interpreter, const Loop *loop,
                        Condition *condition)
{
    Mark mark = branch_mark(interpreter);
    guint first = interpreter->suspended->len;
    GArray *strands = strands_new();
    Condition inside = {TRUTH_UNKNOWN, NULL, NULL};
    Flow flow;

    forget_all(interpreter, loop);
    if (loop->test) {
        inside = evaluate_condition(interpreter, loop->test);
    }
    if (inside.truth != TRUTH_UNKNOWN || !inside.when_true) {
        inside = *condition;
        *condition = (Condition){TRUTH_UNKNOWN, NULL, NULL};
    }
    branch_push(interpreter, (const Guard *)(void *)inside.when_true->data,
                inside.when_true->len);
    flow = run_body(interpreter, loop);
    if (flow == FLOW_BREAK) {
        flow = FLOW_NORMAL;
    }
    forget_all(interpreter, loop);
    branch_gather(interpreter, mark, first, flow, NULL, strands);
    branch_add_idle(interpreter, mark,
                    (const Guard *)(void *)inside.when_false->data,
                    inside.when_false->len, NULL, strands);
    condition_clear(&inside);
    condition_clear(condition);
    return branch_converge(interpreter, mark, strands, NULL);
}

/* false if the loop is to be given up. */
static bool may_repeat(Interpreter *interpreter, const Loop *loop, guint first,
                       guint n_runs)
{
    bool endless = n_runs >= interpreter->config.max_steps;
    bool scattered = interpreter->suspended->len - first > MAX_ALTERNATIVES;

    if (!endless && !scattered) {
        return true;
    }
    interpreter_gap(interpreter, endless
                                     ? "loop runs too long"
                                     : "loop is left under many conditions");
    forget_all(interpreter, loop);
    return false;
}

static Flow run_loop(Interpreter *interpreter, const Loop *loop)
{
    guint first = interpreter->suspended->len;
    bool test_now = !loop->test_last;
    Flow flow = FLOW_NORMAL;

    for (guint n = 0; flow == FLOW_NORMAL && !interpreter->dead; n++) {
        Condition condition = {TRUTH_TRUE, NULL, NULL};

        if (loop->test && (test_now || n > 0)) {
            condition = evaluate_condition(interpreter, loop->test);
        }
        if (condition.truth == TRUTH_UNKNOWN) {
            flow = run_unknown(interpreter, loop, &condition);
            break;
        }
        if (condition.truth == TRUTH_FALSE || interpreter->dead ||
            !may_repeat(interpreter, loop, first, n)) {
            break;
        }
        flow = run_body(interpreter, loop);
    }
    flow = interpreter->dead ? FLOW_DEAD : flow;
    return branch_join(interpreter, first, FLOW_BREAK, NULL, flow);
}

Flow execute_loop(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *first = ir_first(file, node);
    guint n_bindings = interpreter->bindings->len;
    Loop loop = {0};
    Flow flow;

    if (node->kind == IR_FOR) {
        const IrNode *test = ir_next(file, first);
        const IrNode *step = ir_next(file, test);

        if (part(first)) {
            execute(interpreter, first);
        }
        loop.test = part(test);
        loop.step = part(step);
        loop.body = ir_next(file, step);
    } else {
        loop.test_last = node->kind == IR_DO;
        loop.body = loop.test_last ? first : ir_next(file, first);
        loop.test = loop.test_last ? ir_next(file, first) : first;
    }
    flow = run_loop(interpreter, &loop);
    unbind_locals(interpreter, n_bindings);
    return flow;
}
