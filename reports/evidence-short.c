/*
 * The history of a subject in short: what fails, a sentence each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "reports/evidence.h"

static const EvidenceState *state_of(const EvidenceGroup *group,
                                     const char *name)
{
    for (guint i = 0; name && i < group->states->len; i++) {
        const EvidenceState *state =
            &g_array_index(group->states, EvidenceState, i);

        if (g_str_equal(state->name, name)) {
            return state;
        }
    }
    return NULL;
}

/* Or may do so. */
static bool fails(const EvidenceRow *row)
{
    return g_str_equal(row->verdict, "BREAK") ||
           g_str_equal(row->verdict, "START-FAIL") ||
           g_str_equal(row->verdict, "unknown");
}

/* The same failure the other way round: the index of its row, or -1. */
static gint mirror_of(const EvidenceGroup *group, const EvidenceRow *row)
{
    for (guint i = 0; row->destination && i < group->rows->len; i++) {
        const EvidenceRow *other = &g_array_index(group->rows, EvidenceRow, i);

        if (fails(other) && g_strcmp0(other->source, row->destination) == 0 &&
            g_strcmp0(other->destination, row->source) == 0 &&
            g_str_equal(other->direction, row->direction)) {
            return (gint)i;
        }
    }
    return -1;
}

static char *row_text(const EvidenceGroup *group, guint index)
{
    const EvidenceRow *row = &g_array_index(group->rows, EvidenceRow, index);
    const EvidenceState *source = state_of(group, row->source);
    const EvidenceState *destination = state_of(group, row->destination);
    gint mirror = mirror_of(group, row);

    if (!fails(row) || !source || (mirror >= 0 && (guint)mirror < index)) {
        return NULL;
    }
    if (!destination) {
        return g_strdup_printf("%s on %s: %s", row->verdict, source->where,
                               group->machines);
    }
    if (mirror >= 0 && (guint)mirror != index) {
        return g_strdup_printf("%s between %s / and %s: %s", row->verdict,
                               source->where, destination->where,
                               group->machines);
    }
    return g_strdup_printf("%s %s, from %s / to %s: %s", row->verdict,
                           row->direction, source->where, destination->where,
                           group->machines);
}

GPtrArray *evidence_in_short(const EvidenceTopic *topic)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < topic->groups->len; i++) {
        const EvidenceGroup *group = g_ptr_array_index(topic->groups, i);

        for (guint k = 0; k < group->rows->len; k++) {
            char *text = row_text(group, k);

            if (text) {
                g_ptr_array_add(texts, text);
            }
        }
    }
    return texts;
}

static bool same_rows(const EvidenceGroup *a, const EvidenceGroup *b)
{
    if (a->rows->len != b->rows->len) {
        return false;
    }
    for (guint i = 0; i < a->rows->len; i++) {
        const EvidenceRow *x = &g_array_index(a->rows, EvidenceRow, i);
        const EvidenceRow *y = &g_array_index(b->rows, EvidenceRow, i);

        if (g_strcmp0(x->source, y->source) != 0 ||
            g_strcmp0(x->destination, y->destination) != 0 ||
            g_strcmp0(x->direction, y->direction) != 0 ||
            g_strcmp0(x->verdict, y->verdict) != 0 ||
            g_strcmp0(x->why, y->why) != 0) {
            return false;
        }
    }
    return true;
}

static bool same_place(const EvidencePlace *a, const EvidencePlace *b)
{
    return g_strcmp0(a->label, b->label) == 0 &&
           g_strcmp0(a->file, b->file) == 0 && a->line == b->line;
}

static bool same_states(const EvidenceGroup *a, const EvidenceGroup *b)
{
    if (a->states->len != b->states->len) {
        return false;
    }
    for (guint i = 0; i < a->states->len; i++) {
        const EvidenceState *x = &g_array_index(a->states, EvidenceState, i);
        const EvidenceState *y = &g_array_index(b->states, EvidenceState, i);

        if (g_strcmp0(x->where, y->where) != 0 ||
            g_strcmp0(x->result, y->result) != 0 ||
            g_strcmp0(x->why, y->why) != 0 ||
            !same_place(&x->emission, &y->emission) ||
            !same_place(&x->answer, &y->answer)) {
            return false;
        }
    }
    return true;
}

bool evidence_topics_agree(const EvidenceTopic *a, const EvidenceTopic *b)
{
    if (a->groups->len != b->groups->len) {
        return false;
    }
    for (guint i = 0; i < a->groups->len; i++) {
        const EvidenceGroup *x = g_ptr_array_index(a->groups, i);
        const EvidenceGroup *y = g_ptr_array_index(b->groups, i);

        if (g_strcmp0(x->machines, y->machines) != 0 || !same_states(x, y) ||
            !same_rows(x, y)) {
            return false;
        }
    }
    return true;
}
