/*
 * What becomes of the fields of two descriptions, in each direction.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-fields.h"

#include <string.h>

/* Names of fields in one text. */
#define NAMES_LISTED 8

static const char *side_text(TreeSide side)
{
    return side == SIDE_OLD ? "old" : "new";
}

/* The same field of a side, absent at the version that is compared. */
static const WireField *find_filtered(const FieldComparison *comparison,
                                      TreeSide side, const WireField *field,
                                      gint64 version_id)
{
    const GArray *fields = comparison->pair->states[side]->fields;

    for (guint i = 0; i < fields->len; i++) {
        const WireField *candidate = &g_array_index(fields, WireField, i);

        if (g_strcmp0(candidate->fact->name, field->fact->name) == 0 &&
            wire_field_presence(candidate, version_id) == WIRE_ABSENT &&
            g_strcmp0(candidate->fact->kind, "validate") != 0) {
            return candidate;
        }
    }
    return NULL;
}

/* Is it there because its own side's version of a nested description says
 * so, which is not on the wire? */
static bool is_filtered_by_nesting(const FieldComparison *comparison,
                                   TreeSide side, const WireField *field)
{
    const StatePair *pair = comparison->pair;

    return pair->role == ROLE_NESTED &&
           pair->versions[SIDE_OLD] != pair->versions[SIDE_NEW] &&
           wire_field_presence(field, pair->versions[other_side(side)]) ==
               WIRE_ABSENT;
}

static void describe_alone(FieldComparison *comparison, FieldDifference *found,
                           TreeSide side, const WireField *field)
{
    VMStateDifference *difference = &found->difference;
    g_autofree char *bytes = field_bytes_text(field);
    g_autofree char *title = field_title(comparison, field);
    const char *verb = side == SIDE_NEW ? "added" : "removed";

    found->side = side;
    found->reads = field->fact->exists_reads;
    difference->condition = field_test_text(field);
    if (difference->kind == VMSTATE_CHANGE_FIELD_FILTERED) {
        difference->text = diff_format(
            diff_of_fields(comparison),
            "%s (%s) %s by its version, which is not on the wire of a nested "
            "description",
            title, bytes, verb);
    } else if (difference->kind == VMSTATE_CHANGE_FIELD_VERSION) {
        difference->text = diff_format(diff_of_fields(comparison),
                                       "version of %s was %" G_GINT64_FORMAT
                                       " and is %" G_GINT64_FORMAT,
                                       title, difference->old_field->version_id,
                                       difference->new_field->version_id);
    } else {
        difference->text = diff_format(
            diff_of_fields(comparison), "%s (%s) %s%s", title, bytes, verb,
            difference->condition ? ", with a condition" : "");
    }
}

static void add_alone(FieldComparison *comparison, WireDirection direction,
                      TreeSide side, const WireField *field)
{
    const StatePair *pair = comparison->pair;
    TreeSide source = source_side(direction);
    gint64 version = pair->filters[direction][other_side(side)];
    const WireField *filtered =
        find_filtered(comparison, other_side(side), field, version);
    const WireField *fields[N_TREE_SIDES] = {filtered, filtered};
    /* The version, which refuses the stream, came with the field. */
    bool is_explained =
        pair->otherwise[direction].text &&
        wire_field_presence(field, pair->versions[other_side(side)]) ==
            WIRE_ABSENT;
    VMStateChangeKind kind = side == SIDE_NEW ? VMSTATE_CHANGE_FIELD_ADDED
                                              : VMSTATE_CHANGE_FIELD_REMOVED;
    FieldDifference *found;
    const char *text;

    if (is_explained) {
        return;
    }
    if (is_filtered_by_nesting(comparison, side, field)) {
        kind = VMSTATE_CHANGE_FIELD_FILTERED;
    } else if (filtered) {
        kind = VMSTATE_CHANGE_FIELD_VERSION;
    }
    fields[side] = field;
    found = find_difference(comparison, kind, fields);
    describe_alone(comparison, found, side, field);
    if (side == source) {
        text = diff_format(diff_of_fields(comparison),
                           "the %s QEMU sends it, the %s one does not read it",
                           side_text(source), side_text(other_side(source)));
    } else {
        text = diff_format(diff_of_fields(comparison),
                           "the %s QEMU reads it, the %s one does not send it",
                           side_text(other_side(source)), side_text(source));
    }
    set_outcome(found, direction,
                wire_field_presence(field, pair->filters[direction][side]) ==
                        WIRE_CONDITIONAL
                    ? WIRE_IF_SENT
                    : WIRE_MISREAD,
                text);
}

static void add_moved(FieldComparison *comparison, WireDirection direction,
                      const Meeting *meeting)
{
    g_autofree char *title = field_title(comparison, meeting->fields[SIDE_NEW]);
    FieldDifference *found = find_difference(
        comparison, VMSTATE_CHANGE_FIELD_REORDERED, meeting->fields);

    found->difference.text = diff_format(diff_of_fields(comparison),
                                         "%s is at another place", title);
    set_outcome(found, direction, WIRE_MISREAD,
                "fields are read in another order than they are sent");
    add_changed(comparison, direction, meeting);
}

static void note_nested(FieldComparison *comparison, WireDirection direction,
                        const Meeting *meeting)
{
    NestedPair fresh = {{meeting->fields[0], meeting->fields[1]},
                        {false, false}};

    if (!fresh.fields[0] || !fresh.fields[1] || !fresh.fields[0]->nested ||
        !fresh.fields[1]->nested) {
        return;
    }
    for (guint i = 0; i < comparison->nested->len; i++) {
        NestedPair *known = &g_array_index(comparison->nested, NestedPair, i);

        if (known->fields[0] == fresh.fields[0] &&
            known->fields[1] == fresh.fields[1]) {
            known->is_compared[direction] = true;
            return;
        }
    }
    fresh.is_compared[direction] = true;
    g_array_append_val(comparison->nested, fresh);
}

static void add_meeting(FieldComparison *comparison, WireDirection direction,
                        const Meeting *meeting)
{
    switch (meeting->kind) {
    case MEETING_ALIKE:
        add_retyped(comparison, direction, meeting);
        break;
    case MEETING_BYTES:
        add_bytes(comparison, direction, meeting);
        break;
    case MEETING_CHANGED:
        add_changed(comparison, direction, meeting);
        break;
    case MEETING_MOVED:
        add_moved(comparison, direction, meeting);
        break;
    case MEETING_ALONE:
        add_alone(comparison, direction,
                  meeting->fields[SIDE_OLD] ? SIDE_OLD : SIDE_NEW,
                  meeting->fields[SIDE_OLD] ? meeting->fields[SIDE_OLD]
                                            : meeting->fields[SIDE_NEW]);
        break;
    }
    note_nested(comparison, direction, meeting);
}

static void compare_direction(FieldComparison *comparison,
                              WireDirection direction)
{
    const StatePair *pair = comparison->pair;
    const gint64 *filters = pair->filters[direction];
    g_autoptr(GArray) meetings =
        align_fields(pair->states[SIDE_OLD], filters[SIDE_OLD],
                     pair->states[SIDE_NEW], filters[SIDE_NEW]);

    for (guint i = 0; i < meetings->len; i++) {
        add_meeting(comparison, direction,
                    &g_array_index(meetings, Meeting, i));
    }
}

/* Added, removed, or under another condition: together with its like. */
static bool is_of_a_group(const FieldDifference *one)
{
    return one->difference.kind == VMSTATE_CHANGE_FIELD_ADDED ||
           one->difference.kind == VMSTATE_CHANGE_FIELD_REMOVED ||
           one->difference.kind == VMSTATE_CHANGE_FIELD_FILTERED ||
           one->difference.kind == VMSTATE_CHANGE_FIELD_CONDITION;
}

static bool has_condition_of(const VMStateField *x, const VMStateField *y)
{
    return !x || !y ? x == y
                    : g_strcmp0(x->exists, y->exists) == 0 &&
                          g_strcmp0(x->exists_text, y->exists_text) == 0;
}

static bool are_one(const FieldDifference *x, const FieldDifference *y)
{
    const VMStateOutcome *a = x->difference.outcome;
    const VMStateOutcome *b = y->difference.outcome;

    return is_of_a_group(x) && x->difference.kind == y->difference.kind &&
           has_condition_of(x->difference.old_field, y->difference.old_field) &&
           has_condition_of(x->difference.new_field, y->difference.new_field) &&
           a[WIRE_FORWARD].effect == b[WIRE_FORWARD].effect &&
           a[WIRE_BACKWARD].effect == b[WIRE_BACKWARD].effect;
}

/* Fields that were added or removed together are one difference, that of the
 * first; it lists the others. */
static void record_group(const FieldComparison *comparison, guint first)
{
    FieldDifference *one =
        &g_array_index(comparison->found, FieldDifference, first);
    g_autoptr(GString) others = g_string_new(NULL);
    guint n = 0;

    for (guint i = 0; i < comparison->found->len; i++) {
        const FieldDifference *other =
            &g_array_index(comparison->found, FieldDifference, i);

        if (i == first || !are_one(one, other)) {
            continue;
        }
        if (i < first) {
            return;
        }
        if (n++ < NAMES_LISTED) {
            g_string_append_printf(others, "%s '%s'", n > 1 ? "," : "",
                                   name_of(other->difference.name));
        }
    }
    if (n > NAMES_LISTED) {
        g_string_append_printf(others, " and %u more", n - NAMES_LISTED);
    }
    if (n > 0) {
        one->difference.text = diff_format(diff_of_fields(comparison),
                                           "%s; so %s%s", one->difference.text,
                                           n == 1 ? "is" : "are", others->str);
    }
    diff_record(comparison->pair, &one->difference, one->side, one->reads);
}

void compare_fields(const StatePair *pair)
{
    g_autoptr(GArray) found =
        g_array_new(FALSE, FALSE, sizeof(FieldDifference));
    g_autoptr(GArray) nested = g_array_new(FALSE, FALSE, sizeof(NestedPair));
    FieldComparison comparison = {pair, found, nested};

    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        if (pair->is_compared[i]) {
            compare_direction(&comparison, i);
        }
    }
    for (guint i = 0; i < found->len; i++) {
        record_group(&comparison, i);
    }
    for (guint i = 0; i < nested->len; i++) {
        NestedPair *one = &g_array_index(nested, NestedPair, i);

        compare_nested(pair, one->fields, one->is_compared);
    }
}
