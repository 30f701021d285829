/*
 * Conditions: whether they hold, and if that is not known, what is known on
 * either side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/guard.h"
#include "interpret/test.h"

/* Alternatives with more conditions than this are not spelled out: the text
 * of the test itself stands for them. */
#define MAX_SPELLED 4u

void condition_clear(Condition *condition)
{
    g_clear_pointer(&condition->when_true, g_array_unref);
    g_clear_pointer(&condition->when_false, g_array_unref);
}

static GArray *guard_list(const Guard *guards, guint n)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Guard));

    if (n > 0) {
        g_array_append_vals(list, guards, n);
    }
    return list;
}

static const Guard *guards_of(const GArray *list)
{
    return (const Guard *)(void *)list->data;
}

static Condition known(bool truth)
{
    return (Condition){truth ? TRUTH_TRUE : TRUTH_FALSE, NULL, NULL};
}

static Guard guard_make(Interpreter *interpreter, const char *text,
                        const IrNode *node)
{
    Guard guard = {
        .text = text,
        .where = {interpreter->frame->file, node ? node->line : 0},
        .unit = interpreter->frame->unit,
        .node = node,
    };

    const char *denied = text_negated(interpreter, text);

    if (denied) {
        guard.text = denied;
        guard.negated = true;
    }
    guard.test = test_of_text(interpreter, guard.text);
    return guard;
}

static Condition test_of(Interpreter *interpreter, const char *text,
                         const IrNode *node)
{
    Guard guard = guard_make(interpreter, text, node);
    Truth truth = test_decided(interpreter, &guard);
    Condition condition = {TRUTH_UNKNOWN, NULL, NULL};

    if (truth != TRUTH_UNKNOWN) {
        return known(truth == TRUTH_TRUE);
    }
    condition.when_true = guard_list(&guard, 1);
    guard.negated = !guard.negated;
    condition.when_false = guard_list(&guard, 1);
    return condition;
}

/* The only alternative of that truth; NULL if there are more or the truth of
 * some is not known. */
static const Alternative *only_one(const Term *choice, Truth truth)
{
    const Alternative *found = NULL;

    for (guint i = 0; i < choice->n_alternatives; i++) {
        const Alternative *alternative = &choice->alternatives[i];
        Truth this = term_truth(alternative->term);

        if (this == TRUTH_UNKNOWN || (this == truth && found)) {
            return NULL;
        }
        if (this == truth) {
            found = alternative;
        }
    }
    return found && found->n_guards > 0 && found->n_guards <= MAX_SPELLED
               ? found
               : NULL;
}

static GArray *negated_list(Interpreter *interpreter,
                            const Alternative *alternative)
{
    Guard negation = guards_negation(interpreter, alternative->guards,
                                     alternative->n_guards);

    return guard_list(&negation, 1);
}

/* The text spells the alternatives out, as far as they are few. */
static Condition test_of_choice(Interpreter *interpreter, const Term *term,
                                const IrNode *node)
{
    g_autofree char *text = choice_test_text(interpreter, term, node);
    Condition condition =
        test_of(interpreter, interpreter_intern(interpreter, text), node);

    if (condition.truth == TRUTH_UNKNOWN) {
        g_array_index(condition.when_true, Guard, 0).choice = term;
        g_array_index(condition.when_false, Guard, 0).choice = term;
    }
    return condition;
}

static Condition condition_of_choice(Interpreter *interpreter, const Term *term,
                                     const IrNode *node)
{
    const Alternative *yes = only_one(term, TRUTH_TRUE);
    const Alternative *no = only_one(term, TRUTH_FALSE);
    Condition condition = {.truth = TRUTH_UNKNOWN};
    g_autofree char *text = NULL;

    if (!yes && !no && interpreter->config.exclusive_tests) {
        return test_of_choice(interpreter, term, node);
    }
    if (!yes && !no) {
        text = node ? ir_node_to_text(interpreter->frame->unit->file, node)
                    : g_strdup(term_text(interpreter, term));
        return test_of(interpreter, interpreter_intern(interpreter, text),
                       node);
    }
    condition.when_true = yes ? guard_list(yes->guards, yes->n_guards)
                              : negated_list(interpreter, no);
    condition.when_false = no ? guard_list(no->guards, no->n_guards)
                              : negated_list(interpreter, yes);
    return condition;
}

Condition condition_of(Interpreter *interpreter, const Term *term,
                       const IrNode *node)
{
    Truth truth = term_truth(term);

    if (truth != TRUTH_UNKNOWN) {
        return known(truth == TRUTH_TRUE);
    }
    if (interpreter->config.judge) {
        int answer = interpreter->config.judge(interpreter, term,
                                               interpreter->frame->unit, node,
                                               interpreter->config.user);

        if (answer >= 0) {
            return known(answer > 0);
        }
    }
    if (term->kind == TERM_CHOICE) {
        return condition_of_choice(interpreter, term, node);
    }
    return test_of(interpreter, term_text(interpreter, term), node);
}

static GArray *joined(Interpreter *interpreter, const GArray *a,
                      const GArray *b)
{
    guint n = 0;
    const Guard *guards = guards_join(interpreter, guards_of(a), a->len,
                                      guards_of(b), b->len, &n);

    return guard_list(guards, n);
}

/* Not all of `both`: written with the operator that was in the source. */
static GArray *opposite(Interpreter *interpreter, const GArray *both,
                        bool is_or, const IrNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Guard guard = guards_negation(interpreter, guards_of(both), both->len);

    guard.node = node;
    if (is_or && both->len > 1) {
        for (guint i = 0; i < both->len; i++) {
            Guard part = guards_of(both)[i];
            g_autofree char *one = NULL;

            part.negated = !part.negated;
            one = guards_text(&part, 1);
            g_string_append(text, i > 0 ? " || " : "");
            g_string_append(text, one);
        }
        guard.text = interpreter_intern(interpreter, text->str);
        guard.negated = false;
        guard.test = NULL;
        guard.choice =
            test_alternatives(interpreter, &guard, guards_of(both), both->len);
    }
    return guard_list(&guard, 1);
}

/* Evaluates the second operand only where the first lets it. */
static Condition second_operand(Interpreter *interpreter, const GArray *reached,
                                const GArray *skipped, const IrNode *node,
                                Truth *ret_skipped)
{
    Mark mark = branch_mark(interpreter);
    guint first = interpreter->suspended->len;
    GArray *strands = strands_new();
    Condition condition;

    branch_push(interpreter, guards_of(reached), reached->len);
    condition = evaluate_condition(interpreter, node);
    *ret_skipped = interpreter->dead ? TRUTH_TRUE : TRUTH_FALSE;
    branch_gather(interpreter, mark, first, FLOW_NORMAL, NULL, strands);
    branch_add_idle(interpreter, mark, guards_of(skipped), skipped->len, NULL,
                    strands);
    branch_converge(interpreter, mark, strands, NULL);
    return condition;
}

static Condition evaluate_logical(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *left = ir_first(file, node);
    const IrNode *right = ir_next(file, left);
    bool is_or = node->op == IR_OP_OR;
    Condition a = evaluate_condition(interpreter, left);
    Condition b;
    Condition result = {.truth = TRUTH_UNKNOWN};
    GArray *both;
    Truth skipped = TRUTH_FALSE;

    if (a.truth != TRUTH_UNKNOWN) {
        return (a.truth == TRUTH_TRUE) == is_or
                   ? a
                   : evaluate_condition(interpreter, right);
    }
    b = second_operand(interpreter, is_or ? a.when_false : a.when_true,
                       is_or ? a.when_true : a.when_false, right, &skipped);
    if (skipped == TRUTH_TRUE) {
        condition_clear(&a);
        condition_clear(&b);
        return known(is_or);
    }
    if (b.truth != TRUTH_UNKNOWN) {
        if ((b.truth == TRUTH_TRUE) != is_or) {
            return a;
        }
        condition_clear(&a);
        return b;
    }
    both = is_or ? joined(interpreter, a.when_false, b.when_false)
                 : joined(interpreter, a.when_true, b.when_true);
    *(is_or ? &result.when_false : &result.when_true) = both;
    *(is_or ? &result.when_true : &result.when_false) =
        opposite(interpreter, both, is_or, node);
    condition_clear(&a);
    condition_clear(&b);
    return result;
}

Condition evaluate_condition(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    Condition condition;
    GArray *swapped;

    if (node->flags & IR_HAS_VALUE && node->kind != IR_NAME) {
        return known(node->value != 0);
    }
    if (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        condition = evaluate_condition(interpreter, ir_first(file, node));
        if (condition.truth != TRUTH_UNKNOWN) {
            return known(condition.truth == TRUTH_FALSE);
        }
        swapped = condition.when_true;
        condition.when_true = condition.when_false;
        condition.when_false = swapped;
        return condition;
    }
    if (node->kind == IR_BINARY &&
        (node->op == IR_OP_AND || node->op == IR_OP_OR)) {
        return evaluate_logical(interpreter, node);
    }
    return condition_of(interpreter, evaluate(interpreter, node), node);
}

const Term *condition_term(Interpreter *interpreter, const Condition *condition)
{
    ChoiceBuilder choice;
    const Term *term;

    if (condition->truth != TRUTH_UNKNOWN) {
        return term_integer(interpreter, condition->truth == TRUTH_TRUE);
    }
    choice_start(&choice, interpreter);
    choice_add(&choice, guards_of(condition->when_true),
               condition->when_true->len, term_integer(interpreter, 1));
    choice_add(&choice, guards_of(condition->when_false),
               condition->when_false->len, term_integer(interpreter, 0));
    term = choice_end(&choice);
    return term ? term : term_unknown(interpreter, "a condition");
}

static void evaluate_side(Interpreter *interpreter, Mark mark,
                          const GArray *guards, const IrNode *node,
                          GArray *strands)
{
    guint first = interpreter->suspended->len;
    const Term *value;

    branch_push(interpreter, guards_of(guards), guards->len);
    value = memory_freeze(interpreter, evaluate(interpreter, node));
    branch_gather(interpreter, mark, first, FLOW_NORMAL, value, strands);
}

static const Term *unknown_of(Interpreter *interpreter, const IrNode *node)
{
    g_autofree char *text =
        ir_node_to_text(interpreter->frame->unit->file, node);

    return term_unknown(interpreter, text);
}

const Term *evaluate_conditional(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *test = ir_first(file, node);
    const IrNode *yes = ir_next(file, test);
    const IrNode *no = yes ? ir_next(file, yes) : NULL;
    Condition condition = evaluate_condition(interpreter, test);
    const Term *value = NULL;
    GArray *strands;
    Mark mark;

    if (condition.truth != TRUTH_UNKNOWN) {
        return evaluate(interpreter, condition.truth == TRUTH_TRUE ? yes : no);
    }
    mark = branch_mark(interpreter);
    strands = strands_new();
    evaluate_side(interpreter, mark, condition.when_true, yes, strands);
    evaluate_side(interpreter, mark, condition.when_false, no, strands);
    branch_converge(interpreter, mark, strands, &value);
    condition_clear(&condition);
    return value ? value : unknown_of(interpreter, node);
}
