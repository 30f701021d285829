/*
 * Two descriptions: their versions, then their fields and subsections.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

/* Deeper nesting is a description that holds itself. */
#define MAX_DEPTH 32

static VMStateDiff *diff_of(const StatePair *pair)
{
    return pair->comparison->diff;
}

static void refuse(StatePair *pair, WireDirection direction, const char *text)
{
    pair->is_compared[direction] = false;
    pair->otherwise[direction] = (VMStateOutcome){WIRE_REFUSED, text};
}

/* What vmstate_load_state says before it reads a byte. */
static const char *refusal(const StatePair *pair, WireDirection direction)
{
    TreeSide source = source_side(direction);
    const VMState *sent = pair->states[source]->fact;
    const VMState *known =
        pair->states[source == SIDE_OLD ? SIDE_NEW : SIDE_OLD]->fact;

    if (sent->version_id > known->version_id) {
        return diff_format(
            diff_of(pair),
            "version %" G_GINT64_FORMAT
            " is too new for the %s QEMU, which knows %" G_GINT64_FORMAT,
            sent->version_id, source == SIDE_OLD ? "new" : "old",
            known->version_id);
    }
    if (sent->version_id < known->minimum_version_id) {
        return diff_format(
            diff_of(pair),
            "version %" G_GINT64_FORMAT
            " is too old for the %s QEMU, which wants %" G_GINT64_FORMAT,
            sent->version_id, source == SIDE_OLD ? "new" : "old",
            known->minimum_version_id);
    }
    return NULL;
}

/* Names of the fields that only the newer version has: "; with it: a, b". */
static char *fields_since(const WireState *state, gint64 version_id)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < state->fields->len; i++) {
        const WireField *field = &g_array_index(state->fields, WireField, i);

        if (wire_field_presence(field, version_id) == WIRE_ABSENT &&
            wire_field_presence(field, state->fact->version_id) !=
                WIRE_ABSENT) {
            g_string_append_printf(text, "%s%s",
                                   text->len ? ", " : "; with it came ",
                                   name_of(field->fact->name));
        }
    }
    return g_string_free(text, FALSE);
}

/* `blamed`: the direction that this number decides; the other one is what
 * another number makes of it. */
static void record_number(const StatePair *pair, VMStateChangeKind kind,
                          WireDirection blamed, const gint64 numbers[2],
                          const char *more)
{
    static const VMStateOutcome fine = {WIRE_OK, NULL};
    const VMState *after = pair->states[SIDE_NEW]->fact;
    const char *what = kind == VMSTATE_CHANGE_MINIMUM_RAISED
                           ? "minimum_version_id"
                           : "version_id";
    VMStateDifference difference = difference_of(pair, kind, after->name);

    /* A version that goes down may be both too new and too old. */
    if (kind != VMSTATE_CHANGE_VERSION_LOWERED) {
        difference
            .outcome[blamed == WIRE_FORWARD ? WIRE_BACKWARD : WIRE_FORWARD] =
            fine;
    }
    difference.text = diff_format(
        diff_of(pair),
        "%s of '%s' was %" G_GINT64_FORMAT " and is %" G_GINT64_FORMAT "%s",
        what, name_of(after->name), numbers[SIDE_OLD], numbers[SIDE_NEW], more);
    diff_record(pair, &difference, SIDE_NEW, NULL);
}

static void record_versions(const StatePair *pair)
{
    const VMState *old = pair->states[SIDE_OLD]->fact;
    const VMState *new = pair->states[SIDE_NEW]->fact;
    g_autofree char *since =
        fields_since(pair->states[SIDE_NEW], old->version_id);

    const gint64 versions[] = {old->version_id, new->version_id};
    const gint64 minimums[] = {old->minimum_version_id,
                               new->minimum_version_id};

    if (new->version_id > old->version_id) {
        record_number(pair, VMSTATE_CHANGE_VERSION_RAISED, WIRE_BACKWARD,
                      versions, since);
    } else if (new->version_id < old->version_id) {
        record_number(pair, VMSTATE_CHANGE_VERSION_LOWERED, WIRE_FORWARD,
                      versions, "");
    }
    if (new->minimum_version_id > old->minimum_version_id) {
        record_number(pair, VMSTATE_CHANGE_MINIMUM_RAISED, WIRE_FORWARD,
                      minimums, "");
    }
}

/* Trees that refuse each other are a decision that somebody made; of dumps
 * all faults are wanted. */
static bool is_of_dump(const StatePair *pair)
{
    return wire_model_is_dump(pair->comparison->models[SIDE_OLD]) &&
           wire_model_is_dump(pair->comparison->models[SIDE_NEW]);
}

/* A refused stream is said once, with the number that is to blame; what is in
 * it is not read any more. */
static void compare_versions(StatePair *pair)
{
    static const VMStateOutcome fine = {WIRE_OK, NULL};

    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        const char *text = pair->is_compared[i] ? refusal(pair, i) : NULL;

        if (text) {
            refuse(pair, i, text);
        }
    }
    record_versions(pair);
    for (guint i = 0; i < N_WIRE_DIRECTIONS && !is_of_dump(pair); i++) {
        pair->otherwise[i] = fine;
    }
}

/* Such a device blocks migration; its description has no fields. */
static void record_unmigratable(StatePair *pair)
{
    const VMState *after = pair->states[SIDE_NEW]->fact;
    VMStateDifference difference =
        difference_of(pair, VMSTATE_CHANGE_UNMIGRATABLE_CHANGED, after->name);

    if (after->unmigratable) {
        difference.text = diff_format(
            diff_of(pair), "'%s' blocks migration now", name_of(after->name));
        difference.outcome[WIRE_FORWARD] = (VMStateOutcome){
            WIRE_REFUSED, "the new QEMU does not know what is sent"};
        difference.outcome[WIRE_BACKWARD] =
            (VMStateOutcome){WIRE_REFUSED, "the new QEMU does not migrate"};
    } else {
        difference.text = diff_format(
            diff_of(pair), "'%s' blocked migration and no longer does",
            name_of(after->name));
        difference.outcome[WIRE_BACKWARD] = (VMStateOutcome){
            WIRE_OK, "the old QEMU does not migrate it anyway"};
    }
    diff_record(pair, &difference, SIDE_NEW, NULL);
}

/* A dump does not say that a description blocks migration. */
static bool knows_blockers(const StatePair *pair)
{
    return !wire_model_is_dump(pair->comparison->models[SIDE_OLD]) &&
           !wire_model_is_dump(pair->comparison->models[SIDE_NEW]);
}

/* A section's version is that of the stream, on both sides. */
static void set_filters(StatePair *pair, WireDirection direction)
{
    bool is_streamed =
        pair->role == ROLE_SECTION && pair->is_compared[direction];

    for (guint side = 0; side < N_TREE_SIDES; side++) {
        pair->filters[direction][side] =
            pair->versions[is_streamed ? source_side(direction) : side];
        if (!pair->is_compared[direction]) {
            pair->filters[direction][side] =
                MAX(pair->versions[SIDE_OLD], pair->versions[SIDE_NEW]);
        }
    }
    if (is_of_dump(pair)) {
        pair->is_compared[direction] = true;
    }
}

void compare_states(const StatePair *given)
{
    StatePair pair = *given;
    const VMState *old = pair.states[SIDE_OLD]->fact;
    const VMState *new = pair.states[SIDE_NEW]->fact;

    if (pair.depth > MAX_DEPTH || (old->unmigratable && new->unmigratable)) {
        return;
    }
    if (knows_blockers(&pair) && old->unmigratable != new->unmigratable) {
        record_unmigratable(&pair);
        return;
    }
    if (pair.role == ROLE_SECTION) {
        compare_versions(&pair);
    }
    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        set_filters(&pair, i);
    }
    if (pair.is_compared[WIRE_FORWARD] || pair.is_compared[WIRE_BACKWARD]) {
        compare_fields(&pair);
        compare_subsections(&pair);
    }
}

void compare_nested(const StatePair *pair, const WireField *fields[2],
                    const bool is_compared[2])
{
    static const VMStateOutcome fine = {WIRE_OK, NULL};
    StatePair nested = *pair;

    nested.role = ROLE_NESTED;
    nested.depth++;
    for (guint i = 0; i < N_TREE_SIDES; i++) {
        nested.states[i] = fields[i]->nested;
        nested.versions[i] = wire_field_nested_version(fields[i]);
    }
    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        nested.is_compared[i] = is_compared[i];
        if (!is_compared[i] && pair->is_compared[i]) {
            nested.otherwise[i] = fine;
        }
    }
    compare_states(&nested);
}
