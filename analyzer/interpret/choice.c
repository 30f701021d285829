/*
 * Choices: values that depend on conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/guard.h"
#include "interpret/term.h"

#include <string.h>

/* Of more alternatives none are united: that would take too long. */
#define MAX_SIMPLIFIED 16u

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

static Alternative *alternative_at(const GArray *alternatives, guint index)
{
    return &g_array_index(alternatives, Alternative, index);
}

static bool all_equal(const GArray *alternatives)
{
    for (guint i = 1; i < alternatives->len; i++) {
        if (!term_equal(alternative_at(alternatives, i)->term,
                        alternative_at(alternatives, 0)->term)) {
            return false;
        }
    }
    return true;
}

/* If `b` is the same but for one condition that it has the other way round:
 * which one of `a`; the number of all if they are equal. -1 otherwise. */
static int differing_condition(const Alternative *a, const Alternative *b)
{
    int found = (int)a->n_guards;

    if (a->n_guards != b->n_guards) {
        return -1;
    }
    if (a->guards == b->guards) {
        return found;
    }
    for (guint i = 0; i < a->n_guards; i++) {
        guint k = 0;

        while (k < b->n_guards && b->guards[k].text != a->guards[i].text) {
            k++;
        }
        if (k == b->n_guards) {
            return -1;
        }
        if (b->guards[k].negated != a->guards[i].negated) {
            if (found < (int)a->n_guards) {
                return -1;
            }
            found = (int)i;
        }
    }
    return found;
}

/* Makes one of two alternatives that give the same, whether a condition
 * holds or not. */
static bool unite(Interpreter *interpreter, Alternative *a,
                  const Alternative *b)
{
    int index = term_equal(a->term, b->term) ? differing_condition(a, b) : -1;

    if (index < 0) {
        return false;
    }
    if (index < (int)a->n_guards) {
        a->guards = guards_join(interpreter, a->guards, (guint)index,
                                a->guards + index + 1,
                                a->n_guards - (guint)index - 1, &a->n_guards);
    }
    return true;
}

static void simplify(Interpreter *interpreter, GArray *alternatives)
{
    guint i = 0;

    while (i < alternatives->len && alternatives->len <= MAX_SIMPLIFIED) {
        guint k = i + 1;

        while (k < alternatives->len &&
               !unite(interpreter, alternative_at(alternatives, i),
                      alternative_at(alternatives, k))) {
            k++;
        }
        if (k < alternatives->len) {
            g_array_remove_index(alternatives, k);
            i = 0;
        } else {
            i++;
        }
    }
}

static guint choice_hash(gconstpointer data)
{
    const Term *term = data;
    guint hash = term->n_alternatives;

    for (guint i = 0; i < term->n_alternatives; i++) {
        hash = hash * 31 + g_direct_hash(term->alternatives[i].guards);
        hash = hash * 31 + g_direct_hash(term->alternatives[i].term);
    }
    return hash;
}

static gboolean choice_same(gconstpointer a, gconstpointer b)
{
    const Term *x = a;
    const Term *y = b;

    if (x->n_alternatives != y->n_alternatives) {
        return FALSE;
    }
    for (guint i = 0; i < x->n_alternatives; i++) {
        if (x->alternatives[i].guards != y->alternatives[i].guards ||
            x->alternatives[i].term != y->alternatives[i].term) {
            return FALSE;
        }
    }
    return TRUE;
}

GHashTable *choice_table(void)
{
    return g_hash_table_new(choice_hash, choice_same);
}

/* The same term for the same alternatives. */
static const Term *intern_choice(Interpreter *interpreter,
                                 const GArray *alternatives)
{
    gsize size = alternatives->len * sizeof(Alternative);
    Term key = {
        .kind = TERM_CHOICE,
        .alternatives = alternative_at(alternatives, 0),
        .n_alternatives = alternatives->len,
    };
    Term *term = g_hash_table_lookup(interpreter->choices, &key);

    if (!term) {
        term = arena_alloc(interpreter->arena, sizeof(Term));
        *term = key;
        term->alternatives = memcpy(arena_alloc(interpreter->arena, size),
                                    alternatives->data, size);
        g_hash_table_add(interpreter->choices, term);
    }
    return term;
}

const Term *choice_end(ChoiceBuilder *choice)
{
    g_autoptr(GArray) alternatives = choice->alternatives;
    Interpreter *interpreter = choice->interpreter;

    choice->alternatives = NULL;
    if (alternatives->len == 0) {
        return term_unknown(interpreter, "no alternative");
    }
    if (choice->excess) {
        interpreter_gap(interpreter, choice->excess);
        return NULL;
    }
    if (!all_equal(alternatives)) {
        simplify(interpreter, alternatives);
    }
    if (all_equal(alternatives)) {
        return alternative_at(alternatives, 0)->term;
    }
    return intern_choice(interpreter, alternatives);
}

const Term *term_map(Interpreter *interpreter, const Term *term, TermMap map,
                     void *data)
{
    ChoiceBuilder choice;
    const Term *mapped;

    if (term->kind != TERM_CHOICE) {
        return map(interpreter, term, data);
    }
    choice_start(&choice, interpreter);
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *alternative = &term->alternatives[i];

        choice_add(&choice, alternative->guards, alternative->n_guards,
                   map(interpreter, alternative->term, data));
    }
    mapped = choice_end(&choice);
    return mapped ? mapped
                  : term_unknownf(interpreter, "of %s",
                                  term_text(interpreter, term));
}
