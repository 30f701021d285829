/*
 * Switches.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/guard.h"
#include "interpret/statement.h"

typedef struct Switch {
    Interpreter *interpreter;
    const Term *value;
    const IrNode *node;
    const IrNode *all;   /* the first statement of the body */
    const IrNode *other; /* the one with the default label, or NULL */
} Switch;

static bool is_label(const IrNode *node)
{
    return node->kind == IR_CASE || node->kind == IR_DEFAULT;
}

/* Labels may stand in a row: `case A: case B: statement`. */
static const IrNode *labelled(const Switch *self, const IrNode *label)
{
    const IrFile *file = self->interpreter->frame->unit->file;
    const IrNode *last = ir_first(file, label);

    while (last && last->next) {
        last = ir_next(file, last);
    }
    return last && is_label(last) ? last : NULL;
}

static void case_values(const Switch *self, const IrNode *label,
                        const Term **ret_low, const Term **ret_high)
{
    const IrFile *file = self->interpreter->frame->unit->file;
    const IrNode *low = ir_first(file, label);

    *ret_low = evaluate(self->interpreter, low);
    *ret_high = label->flags & IR_RANGE
                    ? evaluate(self->interpreter, ir_next(file, low))
                    : *ret_low;
}

static bool label_matches(const Switch *self, const IrNode *label)
{
    const Term *low;
    const Term *high;

    if (label->kind != IR_CASE) {
        return false;
    }
    case_values(self, label, &low, &high);
    return low->kind == TERM_INTEGER && high->kind == TERM_INTEGER &&
           self->value->number >= low->number &&
           self->value->number <= high->number;
}

/* The statement to start with; NULL if no label fits. */
static const IrNode *find_entry(Switch *self)
{
    const IrFile *file = self->interpreter->frame->unit->file;
    const IrNode *statement;

    for (statement = self->all; statement;
         statement = ir_next(file, statement)) {
        const IrNode *label = is_label(statement) ? statement : NULL;

        for (; label; label = labelled(self, label)) {
            if (label_matches(self, label)) {
                return statement;
            }
            if (label->kind == IR_DEFAULT) {
                self->other = statement;
            }
        }
    }
    return self->other;
}

static Flow run_from(Switch *self, const IrNode *statement)
{
    guint first = self->interpreter->suspended->len;
    Flow flow = FLOW_NORMAL;

    if (statement) {
        flow = execute_list(self->interpreter, self->all, statement);
    }
    return branch_join(self->interpreter, first, FLOW_BREAK, NULL, flow);
}

static void append_test(const Switch *self, GString *text, const IrNode *label)
{
    Interpreter *interpreter = self->interpreter;
    const char *value = term_operand_text(interpreter, self->value);
    const Term *low;
    const Term *high;

    case_values(self, label, &low, &high);
    g_string_append(text, text->len > 0 ? " || " : "");
    if (low == high) {
        g_string_append_printf(text, "%s == %s", value,
                               term_text(interpreter, low));
    } else {
        g_string_append_printf(text, "(%s >= %s && %s <= %s)", value,
                               term_text(interpreter, low), value,
                               term_text(interpreter, high));
    }
}

static Guard guard_of(const Switch *self, const char *text, bool negated)
{
    return (Guard){
        .text = interpreter_intern(self->interpreter, text),
        .negated = negated,
        .where = {self->interpreter->frame->file, self->node->line},
        .unit = self->interpreter->frame->unit,
        .node = self->node,
    };
}

static void run_case(Switch *self, Mark mark, const IrNode *statement,
                     const Guard *guard, GArray *strands)
{
    guint first = self->interpreter->suspended->len;
    Flow flow;

    branch_push(self->interpreter, guard, guard->text[0] ? 1 : 0);
    flow = run_from(self, statement);
    branch_gather(self->interpreter, mark, first, flow, NULL, strands);
}

/* Each group of labels as a way of its own. */
static Flow run_all(Switch *self)
{
    Interpreter *interpreter = self->interpreter;
    const IrFile *file = interpreter->frame->unit->file;
    Mark mark = branch_mark(interpreter);
    GArray *strands = strands_new();
    g_autoptr(GString) all = g_string_new(NULL);
    const IrNode *statement;
    Guard guard;

    self->other = NULL;
    for (statement = self->all; statement;
         statement = ir_next(file, statement)) {
        g_autoptr(GString) text = g_string_new(NULL);
        const IrNode *label = is_label(statement) ? statement : NULL;
        bool is_default = false;

        for (; label; label = labelled(self, label)) {
            if (label->kind == IR_DEFAULT) {
                self->other = statement;
                is_default = true;
            } else {
                append_test(self, text, label);
            }
        }
        if (text->len > 0 && !is_default) {
            g_string_append(all, all->len > 0 ? " || " : "");
            g_string_append(all, text->str);
            guard = guard_of(self, text->str, false);
            run_case(self, mark, statement, &guard, strands);
        }
    }
    guard = guard_of(self, all->str, true);
    run_case(self, mark, self->other, &guard, strands);
    return branch_converge(interpreter, mark, strands, NULL);
}

/* The value is one of several known ones. */
static Flow run_alternatives(Switch *self)
{
    Interpreter *interpreter = self->interpreter;
    const Term *choice = self->value;
    Mark mark = branch_mark(interpreter);
    GArray *strands = strands_new();

    for (guint i = 0; i < choice->n_alternatives; i++) {
        const Alternative *alternative = &choice->alternatives[i];
        guint first = interpreter->suspended->len;
        Flow flow;

        self->value = alternative->term;
        self->other = NULL;
        branch_push(interpreter, alternative->guards, alternative->n_guards);
        flow = run_from(self, find_entry(self));
        branch_gather(interpreter, mark, first, flow, NULL, strands);
    }
    return branch_converge(interpreter, mark, strands, NULL);
}

static bool all_are_integers(const Term *term)
{
    if (term->kind != TERM_CHOICE) {
        return false;
    }
    for (guint i = 0; i < term->n_alternatives; i++) {
        if (term->alternatives[i].term->kind != TERM_INTEGER) {
            return false;
        }
    }
    return true;
}

Flow execute_switch(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *value = ir_first(file, node);
    const IrNode *body = ir_next(file, value);
    guint n_bindings = interpreter->bindings->len;
    Switch self = {.interpreter = interpreter, .node = node};
    Flow flow;

    if (!body) {
        return FLOW_NORMAL;
    }
    self.all = body->kind == IR_BLOCK ? ir_first(file, body) : body;
    self.value = evaluate(interpreter, value);
    if (interpreter->dead) {
        return FLOW_DEAD;
    }
    if (self.value->kind == TERM_INTEGER) {
        flow = run_from(&self, find_entry(&self));
    } else if (all_are_integers(self.value)) {
        flow = run_alternatives(&self);
    } else {
        flow = run_all(&self);
    }
    unbind_locals(interpreter, n_bindings);
    return flow;
}
