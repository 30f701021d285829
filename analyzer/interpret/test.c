/*
 * Tests against numbers, and which conditions exclude each other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/test.h"

#include "interpret/guard.h"

#include <string.h>

/* Longer texts of choices are not spelled out. */
#define MAX_CHOICE_TEXT 300u

static bool is_on(const Interpreter *interpreter)
{
    return interpreter->config.exclusive_tests;
}

void test_note(Interpreter *interpreter, const char *text, const char *subject,
               const gint64 *numbers, guint n_numbers, bool is_none_of)
{
    gsize size = n_numbers * sizeof(*numbers);
    Test *test;

    if (!is_on(interpreter) || g_hash_table_lookup(interpreter->tests, text)) {
        return;
    }
    test = arena_alloc(interpreter->arena, sizeof(*test));
    *test = (Test){subject, NULL, n_numbers, is_none_of};
    test->numbers =
        memcpy(arena_alloc(interpreter->arena, MAX(size, 1)), numbers, size);
    g_hash_table_insert(interpreter->tests, (char *)text, test);
}

void test_note_comparison(Interpreter *interpreter, const char *text,
                          IrOperator op, const Term *left, const Term *right)
{
    const Term *number = right->kind == TERM_INTEGER ? right : left;
    const Term *subject = number == right ? left : right;

    if (!is_on(interpreter) || number->kind != TERM_INTEGER ||
        subject->kind != TERM_UNKNOWN ||
        (op != IR_OP_EQUAL && op != IR_OP_NOT_EQUAL)) {
        return;
    }
    test_note(interpreter, text, term_text(interpreter, subject),
              &number->number, 1, op == IR_OP_NOT_EQUAL);
}

const Test *test_of_text(Interpreter *interpreter, const char *text)
{
    const gint64 zero = 0;
    const Test *test;

    if (!is_on(interpreter)) {
        return NULL;
    }
    test = g_hash_table_lookup(interpreter->tests, text);
    if (!test) {
        test_note(interpreter, text, text, &zero, 1, true);
        test = g_hash_table_lookup(interpreter->tests, text);
    }
    return test;
}

Guard guard_equal(Interpreter *interpreter, const Term *subject, gint64 number)
{
    const char *name = term_text(interpreter, subject);
    const Term *text =
        term_unknownf(interpreter, "%s == %" G_GINT64_FORMAT,
                      term_operand_text(interpreter, subject), number);

    test_note(interpreter, text->text, name, &number, 1, false);
    return (Guard){.text = text->text,
                   .test = test_of_text(interpreter, text->text)};
}

static bool has_number(const Test *test, gint64 number)
{
    for (guint i = 0; i < test->n_numbers; i++) {
        if (test->numbers[i] == number) {
            return true;
        }
    }
    return false;
}

/* Says the guard that the subject is none of the numbers? */
static bool excludes_numbers(const Guard *guard)
{
    return guard->test->is_none_of != guard->negated;
}

static bool allows(const Guard *guard, gint64 number)
{
    return has_number(guard->test, number) != excludes_numbers(guard);
}

static bool same_subject(const Guard *a, const Guard *b)
{
    return a->test && b->test && a->test->subject == b->test->subject;
}

static bool tests_conflict(const Guard *a, const Guard *b)
{
    const Guard *some;
    const Guard *other;

    if (!same_subject(a, b)) {
        return false;
    }
    some = excludes_numbers(a) ? b : a;
    other = some == a ? b : a;
    if (excludes_numbers(some)) {
        return false;
    }
    for (guint i = 0; i < some->test->n_numbers; i++) {
        if (allows(other, some->test->numbers[i])) {
            return false;
        }
    }
    return true;
}

static bool contradict(const Guard *a, const Guard *b)
{
    return (a->negated != b->negated && a->text == b->text) ||
           tests_conflict(a, b);
}

static bool plain_conflict(const Guard *a, guint n_a, const Guard *b, guint n_b)
{
    for (guint i = 0; i < n_a; i++) {
        for (guint k = 0; k < n_b; k++) {
            if (contradict(&a[i], &b[k])) {
                return true;
            }
        }
    }
    return false;
}

/* A choice of truths, none of which can be as the guard says. */
static bool choice_conflicts(const Guard *guard, const Guard *list, guint n)
{
    Truth unwanted = guard->negated ? TRUTH_TRUE : TRUTH_FALSE;

    for (guint i = 0; i < guard->choice->n_alternatives; i++) {
        const Alternative *alternative = &guard->choice->alternatives[i];

        if (term_truth(alternative->term) != unwanted &&
            !plain_conflict(alternative->guards, alternative->n_guards, list,
                            n)) {
            return false;
        }
    }
    return true;
}

static bool any_choice_conflicts(const Guard *guards, guint n_guards,
                                 const Guard *list, guint n)
{
    for (guint i = 0; i < n_guards; i++) {
        if (guards[i].choice && choice_conflicts(&guards[i], list, n)) {
            return true;
        }
    }
    return false;
}

bool guards_conflict(const Guard *a, guint n_a, const Guard *b, guint n_b)
{
    return plain_conflict(a, n_a, b, n_b) ||
           any_choice_conflicts(a, n_a, b, n_b) ||
           any_choice_conflicts(b, n_b, a, n_a);
}

/* Some number that the guard asks for is left by the conditions in force. */
static bool some_number_is_left(const Guard *in_force, guint n,
                                const Guard *guard)
{
    for (guint i = 0; i < guard->test->n_numbers; i++) {
        gint64 number = guard->test->numbers[i];
        bool allowed = true;

        for (guint k = 0; k < n && allowed; k++) {
            allowed = !same_subject(&in_force[k], guard) ||
                      allows(&in_force[k], number);
        }
        if (allowed) {
            return true;
        }
    }
    return false;
}

/* What is assumed decides which of several values something has, but not
 * whether something is there: then the text would lose a condition. */
static GArray *deciding(const Interpreter *interpreter, const Guard *guard)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Guard));
    bool all = guard->test && guard->test->subject != guard->text;

    for (guint i = 0; i < interpreter->guards->len; i++) {
        const Guard *other = &g_array_index(interpreter->guards, Guard, i);

        if (all || !other->is_assumed) {
            g_array_append_val(list, *other);
        }
    }
    return list;
}

bool test_is_excluded(Interpreter *interpreter, const Guard *guard)
{
    g_autoptr(GArray) list = NULL;
    const Guard *in_force;
    guint n;

    if (!is_on(interpreter)) {
        return false;
    }
    list = deciding(interpreter, guard);
    in_force = (const Guard *)(const void *)list->data;
    n = list->len;
    return guards_conflict(in_force, n, guard, 1) ||
           (guard->test && !excludes_numbers(guard) &&
            !some_number_is_left(in_force, n, guard));
}

Truth test_decided(Interpreter *interpreter, const Guard *guard)
{
    Guard denied = *guard;

    denied.negated = !denied.negated;
    if (test_is_excluded(interpreter, guard)) {
        return TRUTH_FALSE;
    }
    return test_is_excluded(interpreter, &denied) ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

char *choice_test_text(Interpreter *interpreter, const Term *choice,
                       const IrNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < choice->n_alternatives; i++) {
        const Alternative *alternative = &choice->alternatives[i];
        Truth truth = term_truth(alternative->term);
        g_autofree char *one =
            guards_text(alternative->guards, alternative->n_guards);

        if (truth == TRUTH_FALSE) {
            continue;
        }
        g_string_append_printf(text, "%s%s", text->len > 0 ? " || " : "", one);
        if (truth == TRUTH_UNKNOWN) {
            g_string_append_printf(
                text, "%s%s", *one ? " && " : "",
                term_operand_text(interpreter, alternative->term));
        }
    }
    if (node && (text->len > MAX_CHOICE_TEXT || text->len == 0)) {
        return ir_node_to_text(interpreter->frame->unit->file, node);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Each of `both` failing is one way for the guard to hold. */
const Term *test_alternatives(Interpreter *interpreter, const Guard *guard,
                              const Guard *both, guint n_both)
{
    ChoiceBuilder choice;
    const Term *no = term_integer(interpreter, guard->negated ? 1 : 0);
    const Term *yes = term_integer(interpreter, guard->negated ? 0 : 1);

    if (!is_on(interpreter) || n_both < 2) {
        return NULL;
    }
    choice_start(&choice, interpreter);
    for (guint i = 0; i < n_both; i++) {
        Guard denied = both[i];

        denied.negated = !denied.negated;
        choice_add(&choice, &denied, 1, yes);
    }
    choice_add(&choice, both, n_both, no);
    return choice_end(&choice);
}
