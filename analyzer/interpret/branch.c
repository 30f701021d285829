/*
 * Ways on from a point: gathered, suspended, joined.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"

#include "interpret/guard.h"
#include "interpret/merge.h"
#include "interpret/object.h"
#include "interpret/term.h"

Mark branch_mark(Interpreter *interpreter)
{
    interpreter->mark_serial = interpreter->serial;
    return (Mark){
        .journal = interpreter->journal->len,
        .guards = interpreter->guards->len,
        .serial = interpreter->serial,
    };
}

void branch_push(Interpreter *interpreter, const Guard *guards, guint n)
{
    if (n > 0) {
        g_array_append_vals(interpreter->guards, guards, n);
    }
}

void branch_assume(Interpreter *interpreter, const Guard *guards, guint n)
{
    for (guint i = 0; i < n && interpreter->config.exclusive_tests; i++) {
        Guard guard = guards[i];

        guard.is_assumed = true;
        g_array_append_val(interpreter->guards, guard);
    }
}

static void strand_clear(gpointer data)
{
    Strand *strand = data;

    g_clear_pointer(&strand->changes, g_array_unref);
    g_clear_pointer(&strand->guards, g_array_unref);
}

GArray *strands_new(void)
{
    GArray *strands = g_array_new(FALSE, FALSE, sizeof(Strand));

    g_array_set_clear_func(strands, strand_clear);
    return strands;
}

/* The guards in force from index `from` up to `to`. */
static GArray *guards_between(const Interpreter *interpreter, guint from,
                              guint to)
{
    GArray *guards = g_array_new(FALSE, FALSE, sizeof(Guard));

    for (guint i = from; i < to; i++) {
        const Guard *guard = &g_array_index(interpreter->guards, Guard, i);

        if (!guard->is_assumed) {
            g_array_append_val(guards, *guard);
        }
    }
    return guards;
}

/* Makes a suspended way start at an earlier mark. */
static void strand_rebase(Interpreter *interpreter, Strand *strand, Mark mark)
{
    GArray *guards;

    if (strand->mark.journal != mark.journal) {
        journal_undo(interpreter, strand->mark.journal);
        journal_apply(interpreter, strand->changes);
        g_array_unref(strand->changes);
        strand->changes = journal_collect(interpreter, mark.journal);
    }
    if (strand->mark.guards != mark.guards) {
        guards = guards_between(interpreter, mark.guards, strand->mark.guards);
        g_array_append_vals(guards, strand->guards->data, strand->guards->len);
        g_array_unref(strand->guards);
        strand->guards = guards;
    }
    strand->mark = mark;
}

static void add_current(Interpreter *interpreter, Mark mark, Flow flow,
                        const Term *value, GArray *strands)
{
    Frame *frame = interpreter->frame;
    Strand strand = {.mark = mark, .flow = flow, .value = value};

    strand.changes = journal_collect(interpreter, mark.journal);
    strand.guards =
        guards_between(interpreter, mark.guards, interpreter->guards->len);
    if (flow == FLOW_RETURN) {
        strand.value = frame->result;
    } else if (flow == FLOW_GOTO) {
        strand.label = frame->label;
    }
    g_array_append_val(strands, strand);
}

void branch_gather(Interpreter *interpreter, Mark mark, guint first, Flow flow,
                   const Term *value, GArray *strands)
{
    GArray *suspended = interpreter->suspended;
    bool dead = flow == FLOW_DEAD || interpreter->dead;
    guint n = suspended->len - first;
    guint at = strands->len;

    interpreter->dead = false;
    if (!dead) {
        add_current(interpreter, mark, flow, value, strands);
    }
    for (guint i = suspended->len; i > first; i--) {
        strand_rebase(interpreter, &g_array_index(suspended, Strand, i - 1),
                      mark);
    }
    if (n > 0) {
        g_array_insert_vals(strands, at,
                            &g_array_index(suspended, Strand, first), n);
        g_array_set_size(suspended, first);
    }
    journal_undo(interpreter, mark.journal);
    g_array_set_size(interpreter->guards, mark.guards);
}

void branch_add_idle(Interpreter *interpreter, Mark mark, const Guard *guards,
                     guint n_guards, const Term *value, GArray *strands)
{
    Strand strand = {.mark = mark, .flow = FLOW_NORMAL, .value = value};

    (void)interpreter;
    strand.changes = g_array_new(FALSE, FALSE, sizeof(Change));
    strand.guards = g_array_new(FALSE, FALSE, sizeof(Guard));
    if (n_guards > 0) {
        g_array_append_vals(strand.guards, guards, n_guards);
    }
    g_array_append_val(strands, strand);
}

static bool same_target(const Strand *a, const Strand *b)
{
    return a->flow == b->flow && g_strcmp0(a->label, b->label) == 0;
}

static bool all_go_the_same_way(const GArray *strands)
{
    const Strand *all = (const Strand *)(void *)strands->data;

    for (guint i = 1; i < strands->len; i++) {
        if (!same_target(&all[i], &all[0])) {
            return false;
        }
    }
    return true;
}

static bool some_go_on(const GArray *strands)
{
    for (guint i = 0; i < strands->len; i++) {
        if (g_array_index(strands, Strand, i).flow == FLOW_NORMAL) {
            return true;
        }
    }
    return false;
}

/* Moves the ways that leave to `ret_leaving`; the rest goes on. */
static void divide(GArray *strands, GArray *leaving)
{
    bool normal = some_go_on(strands);
    guint n_kept = 0;

    if (all_go_the_same_way(strands)) {
        return;
    }
    for (guint i = 0; i < strands->len; i++) {
        Strand *strand = &g_array_index(strands, Strand, i);
        bool goes_on =
            normal ? strand->flow == FLOW_NORMAL : i == strands->len - 1;

        if (goes_on) {
            g_array_index(strands, Strand, n_kept++) = *strand;
        } else {
            g_array_append_val(leaving, *strand);
        }
    }
    strands->len = n_kept;
}

/* The conditions of going on: not those of any way that left. */
static void push_conditions(Interpreter *interpreter, const GArray *strands,
                            const GArray *leaving)
{
    const Strand *only = &g_array_index(strands, Strand, 0);

    if (leaving->len == 0) {
        return;
    }
    if (strands->len == 1) {
        branch_push(interpreter, (const Guard *)(void *)only->guards->data,
                    only->guards->len);
        return;
    }
    for (guint i = 0; i < leaving->len; i++) {
        const GArray *guards = g_array_index(leaving, Strand, i).guards;
        Guard negation;

        if (guards->len > 0) {
            negation = guards_negation(
                interpreter, (const Guard *)(void *)guards->data, guards->len);
            branch_push(interpreter, &negation, 1);
        }
    }
}

Flow branch_converge(Interpreter *interpreter, Mark mark, GArray *strands,
                     const Term **ret_value)
{
    g_autoptr(GArray) leaving = g_array_new(FALSE, FALSE, sizeof(Strand));
    Strand first;
    const Term *value;

    if (strands->len == 0) {
        g_array_unref(strands);
        interpreter->dead = true;
        return FLOW_DEAD;
    }
    divide(strands, leaving);
    value = merge_strands(interpreter, mark, strands);
    push_conditions(interpreter, strands, leaving);
    first = g_array_index(strands, Strand, 0);
    if (leaving->len > 0) {
        g_array_append_vals(interpreter->suspended, leaving->data,
                            leaving->len);
    }
    g_array_unref(strands);
    if (first.flow == FLOW_RETURN) {
        interpreter->frame->result = value;
    } else if (first.flow == FLOW_GOTO) {
        interpreter->frame->label = first.label;
    }
    if (ret_value) {
        *ret_value = value;
    }
    return first.flow;
}

static bool is_for(const Strand *strand, Flow kind, const char *label)
{
    return strand->flow == kind &&
           (kind != FLOW_GOTO || g_strcmp0(strand->label, label) == 0);
}

/* The first suspended way that goes there; the number of all if none does. */
static guint first_awaited(const Interpreter *interpreter, guint first,
                           Flow kind, const char *label)
{
    while (first < interpreter->suspended->len &&
           !is_for(&g_array_index(interpreter->suspended, Strand, first), kind,
                   label)) {
        first++;
    }
    return first;
}

bool branch_is_awaited(const Interpreter *interpreter, guint first, Flow kind,
                       const char *label)
{
    return first_awaited(interpreter, first, kind, label) <
           interpreter->suspended->len;
}

Flow branch_join(Interpreter *interpreter, guint first, Flow kind,
                 const char *label, Flow flow)
{
    Frame *frame = interpreter->frame;
    guint from = first_awaited(interpreter, first, kind, label);
    const Term *value = NULL;
    GArray *strands;
    Mark mark;

    if (from == interpreter->suspended->len) {
        return flow == kind && (kind != FLOW_GOTO ||
                                g_strcmp0(frame->label, label) == 0)
                   ? FLOW_NORMAL
                   : flow;
    }
    mark = g_array_index(interpreter->suspended, Strand, from).mark;
    strands = strands_new();
    branch_gather(interpreter, mark, from, flow, NULL, strands);
    for (guint i = 0; i < strands->len; i++) {
        Strand *strand = &g_array_index(strands, Strand, i);

        if (is_for(strand, kind, label)) {
            strand->flow = FLOW_NORMAL;
            strand->label = NULL;
        }
    }
    flow = branch_converge(interpreter, mark, strands, &value);
    if (kind == FLOW_RETURN && flow == FLOW_NORMAL) {
        frame->result = value;
    }
    return flow;
}

void branch_drop(Interpreter *interpreter, guint first)
{
    for (guint i = first; i < interpreter->suspended->len; i++) {
        strand_clear(&g_array_index(interpreter->suspended, Strand, i));
    }
    g_array_set_size(interpreter->suspended, first);
}
