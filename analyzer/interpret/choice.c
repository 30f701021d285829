/*
 * Choices: values that depend on conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/guard.h"
#include "interpret/term.h"

void choice_start(ChoiceBuilder *choice, Interpreter *interpreter)
{
    choice->interpreter = interpreter;
    choice->excess = NULL;
    choice->alternatives = g_array_new(FALSE, FALSE, sizeof(Alternative));
}

static void add_alternative(ChoiceBuilder *choice, const Guard *outer,
                            guint n_outer, const Guard *inner, guint n_inner,
                            const Term *term)
{
    Alternative alternative = {.term = term};

    if (choice->excess || guards_conflict(outer, n_outer, inner, n_inner)) {
        return;
    }
    alternative.guards = guards_join(choice->interpreter, outer, n_outer, inner,
                                     n_inner, &alternative.n_guards);
    g_array_append_val(choice->alternatives, alternative);
    if (choice->alternatives->len > MAX_ALTERNATIVES) {
        choice->excess = "too many alternatives";
    } else if (alternative.n_guards > MAX_CONDITIONS) {
        choice->excess = "alternative under too many conditions";
    }
}

void choice_add(ChoiceBuilder *choice, const Guard *guards, guint n_guards,
                const Term *term)
{
    if (term->kind != TERM_CHOICE) {
        add_alternative(choice, guards, n_guards, NULL, 0, term);
        return;
    }
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *inner = &term->alternatives[i];

        add_alternative(choice, guards, n_guards, inner->guards,
                        inner->n_guards, inner->term);
    }
}

static bool all_equal(const GArray *alternatives)
{
    const Alternative *all = (const Alternative *)(void *)alternatives->data;

    for (guint i = 1; i < alternatives->len; i++) {
        if (!term_equal(all[i].term, all[0].term)) {
            return false;
        }
    }
    return true;
}

const Term *choice_end(ChoiceBuilder *choice)
{
    g_autoptr(GArray) alternatives = choice->alternatives;
    Interpreter *interpreter = choice->interpreter;
    Alternative *kept;
    Term *term;

    choice->alternatives = NULL;
    if (alternatives->len == 0) {
        return term_unknown(interpreter, "no alternative");
    }
    if (choice->excess) {
        interpreter_gap(interpreter, choice->excess);
        return term_unknown(interpreter, choice->excess);
    }
    if (all_equal(alternatives)) {
        return g_array_index(alternatives, Alternative, 0).term;
    }
    kept = arena_alloc(interpreter->arena,
                       alternatives->len * sizeof(Alternative));
    for (guint i = 0; i < alternatives->len; i++) {
        kept[i] = g_array_index(alternatives, Alternative, i);
    }
    term = arena_alloc(interpreter->arena, sizeof(Term));
    term->kind = TERM_CHOICE;
    term->alternatives = kept;
    term->n_alternatives = alternatives->len;
    return term;
}

const Term *term_map(Interpreter *interpreter, const Term *term, TermMap map,
                     void *data)
{
    ChoiceBuilder choice;

    if (term->kind != TERM_CHOICE) {
        return map(interpreter, term, data);
    }
    choice_start(&choice, interpreter);
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *alternative = &term->alternatives[i];

        choice_add(&choice, alternative->guards, alternative->n_guards,
                   map(interpreter, alternative->term, data));
    }
    return choice_end(&choice);
}
