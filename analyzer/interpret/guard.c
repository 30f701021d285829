/*
 * Conditions in force: their lists, negation and text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/guard.h"

#include "interpret/term.h"
#include "interpret/test.h"

#include <string.h>

/* Their texts are interned. */
static bool same_test(const Guard *a, const Guard *b)
{
    return a->text == b->text;
}

/* Where it stands in the list; `n` if it does not. */
static guint listed_at(const Guard *guard, const Guard *list, guint n)
{
    guint i = 0;

    while (i < n &&
           (list[i].negated != guard->negated || !same_test(&list[i], guard))) {
        i++;
    }
    return i;
}

typedef struct GuardList {
    const Guard *guards;
    guint n;
} GuardList;

static guint list_hash(gconstpointer data)
{
    const GuardList *list = data;
    guint hash = list->n;

    for (guint i = 0; i < list->n; i++) {
        hash = hash * 31 + g_direct_hash(list->guards[i].text);
        hash =
            hash * 4 + list->guards[i].negated + 2 * list->guards[i].is_assumed;
    }
    return hash;
}

static gboolean list_equal(gconstpointer a, gconstpointer b)
{
    const GuardList *x = a;
    const GuardList *y = b;

    if (x->n != y->n) {
        return FALSE;
    }
    for (guint i = 0; i < x->n; i++) {
        if (x->guards[i].text != y->guards[i].text ||
            x->guards[i].negated != y->guards[i].negated ||
            x->guards[i].is_assumed != y->guards[i].is_assumed) {
            return FALSE;
        }
    }
    return TRUE;
}

GHashTable *guards_table(void)
{
    return g_hash_table_new(list_hash, list_equal);
}

/* The same list for equal ones: alternatives of many choices share theirs. */
static const Guard *intern_list(Interpreter *interpreter, const Guard *guards,
                                guint n)
{
    GuardList key = {guards, n};
    GuardList *known = g_hash_table_lookup(interpreter->guard_lists, &key);
    Guard *copy;

    if (known) {
        return known->guards;
    }
    copy = arena_alloc(interpreter->arena, n * sizeof(Guard));
    memcpy(copy, guards, n * sizeof(Guard));
    known = arena_alloc(interpreter->arena, sizeof(*known));
    *known = (GuardList){copy, n};
    g_hash_table_add(interpreter->guard_lists, known);
    return copy;
}

const Guard *guards_join(Interpreter *interpreter, const Guard *a, guint n_a,
                         const Guard *b, guint n_b, guint *ret_n)
{
    Guard few[MAX_CONDITIONS];
    g_autofree Guard *many = NULL;
    Guard *joined = few;
    guint n = 0;

    *ret_n = 0;
    if (n_a + n_b == 0) {
        return NULL;
    }
    if (n_a + n_b > G_N_ELEMENTS(few)) {
        many = g_new(Guard, n_a + n_b);
        joined = many;
    }
    for (guint i = 0; i < n_a + n_b; i++) {
        const Guard *guard = i < n_a ? &a[i] : &b[i - n_a];

        guint at = listed_at(guard, joined, n);

        if (at == n) {
            joined[n++] = *guard;
        } else if (!guard->is_assumed) {
            joined[at].is_assumed = false;
        }
    }
    *ret_n = n;
    return intern_list(interpreter, joined, n);
}

static void append_guard(GString *text, const Guard *guard)
{
    bool wrap = guard->negated && strpbrk(guard->text, " ?");

    g_string_append(text, guard->negated ? "!" : "");
    g_string_append(text, wrap ? "(" : "");
    g_string_append(text, guard->text);
    g_string_append(text, wrap ? ")" : "");
}

char *guards_text(const Guard *guards, guint n_guards)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < n_guards; i++) {
        bool wrap =
            !guards[i].negated && n_guards > 1 &&
            (strstr(guards[i].text, " || ") || strstr(guards[i].text, " ? "));

        g_string_append(text, i > 0 ? " && " : "");
        g_string_append(text, wrap ? "(" : "");
        append_guard(text, &guards[i]);
        g_string_append(text, wrap ? ")" : "");
    }
    return g_string_free(text, FALSE);
}

Guard guards_negation(Interpreter *interpreter, const Guard *guards,
                      guint n_guards)
{
    g_autofree char *text = NULL;
    Guard negation = guards[n_guards - 1];

    negation.negated = !negation.negated;
    if (n_guards > 1) {
        text = guards_text(guards, n_guards);
        negation.text = interpreter_intern(interpreter, text);
        negation.negated = true;
        negation.test = NULL;
        negation.choice = NULL;
        negation.choice =
            test_alternatives(interpreter, &negation, guards, n_guards);
    }
    return negation;
}

const Term *guards_filter(Interpreter *interpreter, const Term *term)
{
    const Guard *guards = (const Guard *)(void *)interpreter->guards->data;
    guint n_guards = interpreter->guards->len;
    guint n_left = 0;
    ChoiceBuilder choice;
    const Term *filtered;

    if (term->kind != TERM_CHOICE || n_guards == 0) {
        return term;
    }
    choice_start(&choice, interpreter);
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *alternative = &term->alternatives[i];

        if (!guards_conflict(guards, n_guards, alternative->guards,
                             alternative->n_guards)) {
            choice_add(&choice, alternative->guards, alternative->n_guards,
                       alternative->term);
            n_left++;
        }
    }
    if (n_left == 0 || n_left == term->n_alternatives) {
        g_array_unref(choice.alternatives);
        return term;
    }
    filtered = choice_end(&choice);
    return filtered ? filtered : term;
}
