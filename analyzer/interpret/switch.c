/*
 * Switches.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/guard.h"
#include "interpret/statement.h"
#include "interpret/test.h"

typedef struct Switch {
    Interpreter *interpreter;
    const Term *value;
    const IrNode *node;
    const IrNode *all;   /* the first statement of the body */
    const IrNode *other; /* the one with the default label, or NULL */
    GArray *opposites;   /* Guard: of the cases on which the path ended */
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

/* Labels in a row, as a test of the value. */
typedef struct Labels {
    GString *text;
    GArray *numbers; /* gint64 */
    bool is_exact;   /* the numbers are all it tests */
} Labels;

static Labels labels_new(void)
{
    return (Labels){
        .text = g_string_new(NULL),
        .numbers = g_array_new(FALSE, FALSE, sizeof(gint64)),
        .is_exact = true,
    };
}

static void labels_clear(Labels *labels)
{
    g_string_free(labels->text, TRUE);
    g_array_unref(labels->numbers);
}

static void labels_add(Labels *labels, const Labels *more)
{
    g_string_append(labels->text, labels->text->len > 0 ? " || " : "");
    g_string_append(labels->text, more->text->str);
    g_array_append_vals(labels->numbers, more->numbers->data,
                        more->numbers->len);
    labels->is_exact = labels->is_exact && more->is_exact;
}

static void append_test(const Switch *self, Labels *labels, const IrNode *label)
{
    Interpreter *interpreter = self->interpreter;
    const char *value = term_operand_text(interpreter, self->value);
    const Term *low;
    const Term *high;

    case_values(self, label, &low, &high);
    g_string_append(labels->text, labels->text->len > 0 ? " || " : "");
    if (low == high) {
        g_string_append_printf(labels->text, "%s == %s", value,
                               term_text(interpreter, low));
    } else {
        g_string_append_printf(labels->text, "(%s >= %s && %s <= %s)", value,
                               term_text(interpreter, low), value,
                               term_text(interpreter, high));
    }
    if (low == high && low->kind == TERM_INTEGER) {
        g_array_append_val(labels->numbers, low->number);
    } else {
        labels->is_exact = false;
    }
}

static Guard guard_of(const Switch *self, const Labels *labels, bool negated)
{
    Interpreter *interpreter = self->interpreter;
    Guard guard = {
        .text = interpreter_intern(interpreter, labels->text->str),
        .negated = negated,
        .where = {interpreter->frame->file, self->node->line},
        .unit = interpreter->frame->unit,
        .node = self->node,
    };

    if (labels->is_exact && self->value->kind == TERM_UNKNOWN) {
        test_note(interpreter, guard.text, self->value->text,
                  (const gint64 *)(void *)labels->numbers->data,
                  labels->numbers->len, false);
        guard.test = test_of_text(interpreter, guard.text);
    }
    return guard;
}

static void run_case(Switch *self, Mark mark, const IrNode *statement,
                     const Guard *guard, GArray *strands)
{
    guint first = self->interpreter->suspended->len;
    guint n_before = strands->len;
    Guard opposite = *guard;
    Flow flow;

    if (guard->text[0] && test_is_excluded(self->interpreter, guard)) {
        return;
    }
    branch_push(self->interpreter, guard, guard->text[0] ? 1 : 0);
    flow = run_from(self, statement);
    branch_gather(self->interpreter, mark, first, flow, NULL, strands);
    if (strands->len == n_before && guard->text[0]) {
        opposite.negated = !opposite.negated;
        g_array_append_val(self->opposites, opposite);
    }
}

/* false if the default label is among them. */
static bool read_labels(Switch *self, const IrNode *statement, Labels *labels)
{
    const IrNode *label = is_label(statement) ? statement : NULL;
    bool is_default = false;

    for (; label; label = labelled(self, label)) {
        if (label->kind == IR_DEFAULT) {
            self->other = statement;
            is_default = true;
        } else {
            append_test(self, labels, label);
        }
    }
    return !is_default;
}

/* Each group of labels as a way of its own. */
static Flow run_all(Switch *self)
{
    Interpreter *interpreter = self->interpreter;
    const IrFile *file = interpreter->frame->unit->file;
    Mark mark = branch_mark(interpreter);
    GArray *strands = strands_new();
    Labels all = labels_new();
    g_autoptr(GArray) opposites = g_array_new(FALSE, FALSE, sizeof(Guard));
    const IrNode *statement;
    Guard guard;
    Flow flow;

    self->other = NULL;
    self->opposites = opposites;
    for (statement = self->all; statement;
         statement = ir_next(file, statement)) {
        Labels labels = labels_new();

        if (read_labels(self, statement, &labels) && labels.text->len > 0) {
            labels_add(&all, &labels);
            guard = guard_of(self, &labels, false);
            run_case(self, mark, statement, &guard, strands);
        }
        labels_clear(&labels);
    }
    guard = guard_of(self, &all, true);
    labels_clear(&all);
    if (self->other || !interpreter->config.complete_switches) {
        run_case(self, mark, self->other, &guard, strands);
    }
    flow = branch_converge(interpreter, mark, strands, NULL);
    if (flow == FLOW_NORMAL) {
        branch_assume(interpreter, (const Guard *)(const void *)opposites->data,
                      opposites->len);
    }
    return flow;
}

/* The value is one of several. */
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
        flow = alternative->term->kind == TERM_INTEGER
                   ? run_from(self, find_entry(self))
                   : run_all(self);
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
    } else if (all_are_integers(self.value) ||
               (self.value->kind == TERM_CHOICE &&
                interpreter->config.exclusive_tests)) {
        flow = run_alternatives(&self);
    } else {
        flow = run_all(&self);
    }
    unbind_locals(interpreter, n_bindings);
    return flow;
}
