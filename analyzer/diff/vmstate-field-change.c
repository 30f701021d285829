/*
 * Fields that both sides have, and that are not what they were.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-fields.h"

#include <string.h>

char *field_bytes_text(const WireField *field)
{
    const VMStateField *fact = field->fact;
    g_autofree char *one = NULL;

    if (field->nested) {
        one = g_strdup_printf("'%s'", name_of(field->nested->fact->name));
    } else if (field->size < 0 || g_strcmp0(fact->kind, "opaque") == 0) {
        one = g_strdup("data of varying length");
    } else {
        one = g_strdup_printf("%" G_GINT64_FORMAT " byte%s", field->size,
                              field->size == 1 ? "" : "s");
    }
    if (fact->count == 1 && !fact->count_of) {
        return g_steal_pointer(&one);
    }
    return fact->count < 0 || fact->count_of
               ? g_strdup_printf("%s x %s", one, name_of(fact->count_of))
               : g_strdup_printf("%s x %" G_GINT64_FORMAT, one, fact->count);
}

const char *field_test_text(const WireField *field)
{
    const VMStateField *fact = field->fact;

    return fact->exists_text ? fact->exists_text : fact->exists;
}

char *field_title(const FieldComparison *comparison, const WireField *field)
{
    const WireState *state = comparison->pair->states[SIDE_NEW];

    return g_strdup_printf("field '%s' of '%s'", name_of(field->fact->name),
                           name_of(state->fact->name));
}

FieldDifference *find_difference(FieldComparison *comparison,
                                 VMStateChangeKind kind,
                                 const WireField *const fields[2])
{
    const VMStateField *old = fields[0] ? fields[0]->fact : NULL;
    const VMStateField *new = fields[1] ? fields[1]->fact : NULL;
    FieldDifference fresh = {
        .difference =
            difference_of(comparison->pair, kind, new ? new->name : old->name)};

    for (guint i = 0; i < comparison->found->len; i++) {
        FieldDifference *known =
            &g_array_index(comparison->found, FieldDifference, i);

        if (known->difference.kind == kind &&
            known->difference.old_field == old &&
            known->difference.new_field == new) {
            return known;
        }
    }
    fresh.difference.old_field = old;
    fresh.difference.new_field = new;
    g_array_append_val(comparison->found, fresh);
    return &g_array_index(comparison->found, FieldDifference,
                          comparison->found->len - 1);
}

void set_outcome(FieldDifference *found, WireDirection direction,
                 WireEffect effect, const char *text)
{
    found->difference.outcome[direction] = (VMStateOutcome){effect, text};
}

static bool is_compared_value(const WireField *field)
{
    return field->fact->info &&
           (g_str_has_suffix(field->fact->info, "_equal") ||
            g_str_has_suffix(field->fact->info, "_le"));
}

/* The same bytes of another type: int32 and uint32, or a value that now must
 * be equal on both sides. */
void add_retyped(FieldComparison *comparison, WireDirection direction,
                 const Meeting *meeting)
{
    const WireField *before = meeting->fields[SIDE_OLD];
    const WireField *after = meeting->fields[SIDE_NEW];
    const WireField *destination =
        meeting->fields[other_side(source_side(direction))];
    g_autofree char *title = field_title(comparison, after);
    FieldDifference *found;

    if (!before->fact->info || !after->fact->info || before->nested ||
        after->nested || g_str_equal(before->fact->info, after->fact->info)) {
        return;
    }
    found = find_difference(comparison, VMSTATE_CHANGE_FIELD_RETYPED,
                            meeting->fields);
    found->difference.text =
        diff_format(diff_of_fields(comparison), "type of %s was %s and is %s",
                    title, before->fact->info, after->fact->info);
    if (is_compared_value(destination) &&
        is_compared_value(before) != is_compared_value(after)) {
        set_outcome(found, direction, WIRE_IF_SENT,
                    "refused unless the destination has the same value");
    }
}

static void add_condition(FieldComparison *comparison, WireDirection direction,
                          const Meeting *meeting)
{
    TreeSide source = source_side(direction);
    const WireField *sent = meeting->fields[source];
    const WireField *read = meeting->fields[other_side(source)];
    const WireField *tested = meeting->fields[SIDE_NEW]->fact->exists
                                  ? meeting->fields[SIDE_NEW]
                                  : meeting->fields[SIDE_OLD];
    FieldDifference *found = find_difference(
        comparison, VMSTATE_CHANGE_FIELD_CONDITION, meeting->fields);
    g_autofree char *title = field_title(comparison, tested);
    const char *was = field_test_text(meeting->fields[SIDE_OLD]);
    const char *is = field_test_text(meeting->fields[SIDE_NEW]);

    found->side = tested == meeting->fields[SIDE_NEW] ? SIDE_NEW : SIDE_OLD;
    found->reads = tested->fact->exists_reads;
    found->difference.condition = field_test_text(tested);
    found->difference.text = diff_format(
        diff_of_fields(comparison), "%s was sent %s%s and is sent %s%s", title,
        was ? "if " : "always", was ? was : "", is ? "if " : "always",
        is ? is : "");
    if (sent->fact->exists && read->fact->exists) {
        set_outcome(found, direction, WIRE_UNKNOWN,
                    "misread if the two conditions disagree");
    } else {
        set_outcome(found, direction, WIRE_IF_SENT,
                    "misread where the condition does not hold");
    }
}

static bool is_count(const Meeting *meeting)
{
    g_autofree char *before = element_layout(meeting->fields[SIDE_OLD]);
    g_autofree char *after = element_layout(meeting->fields[SIDE_NEW]);

    return g_str_equal(before, after);
}

static bool varies(const WireField *field)
{
    return field->fact->count < 0 || field->fact->count_of ||
           (field->size < 0 && !field->nested) ||
           g_strcmp0(field->fact->kind, "opaque") == 0;
}

static void add_resized(FieldComparison *comparison, WireDirection direction,
                        const Meeting *meeting)
{
    const WireField *before = meeting->fields[SIDE_OLD];
    const WireField *after = meeting->fields[SIDE_NEW];
    FieldDifference *found =
        find_difference(comparison,
                        is_count(meeting) ? VMSTATE_CHANGE_FIELD_COUNT
                                          : VMSTATE_CHANGE_FIELD_RESIZED,
                        meeting->fields);
    g_autofree char *title = field_title(comparison, after);
    g_autofree char *was = field_bytes_text(before);
    g_autofree char *is = field_bytes_text(after);

    found->difference.text = diff_format(diff_of_fields(comparison),
                                         "%s was %s and is %s", title, was, is);
    if (varies(before) || varies(after)) {
        set_outcome(found, direction, WIRE_UNKNOWN,
                    "misread if the lengths at run time differ");
    } else {
        set_outcome(found, direction, WIRE_MISREAD,
                    "another number of bytes is read than is sent");
    }
}

static bool has_condition(const WireField *field)
{
    return field->fact->exists;
}

void add_changed(FieldComparison *comparison, WireDirection direction,
                 const Meeting *meeting)
{
    const WireField *before = meeting->fields[SIDE_OLD];
    const WireField *after = meeting->fields[SIDE_NEW];
    WireField without[N_TREE_SIDES] = {*before, *after};
    VMStateField facts[N_TREE_SIDES] = {*before->fact, *after->fact};
    g_autofree char *old = NULL;
    g_autofree char *new = NULL;

    for (guint i = 0; i < N_TREE_SIDES; i++) {
        facts[i].exists = NULL;
        facts[i].version_id = 0;
        without[i].fact = &facts[i];
    }
    old = field_layout(&without[SIDE_OLD], 0);
    new = field_layout(&without[SIDE_NEW], 0);
    if ((has_condition(before) || has_condition(after)) &&
        g_strcmp0(before->fact->exists, after->fact->exists) != 0) {
        add_condition(comparison, direction, meeting);
    }
    if (!g_str_equal(old, new) && !fields_may_be_equal(before, after)) {
        add_resized(comparison, direction, meeting);
    }
}

/* Other fields, the same bytes. Only padding is worth a word. */
void add_bytes(FieldComparison *comparison, WireDirection direction,
               const Meeting *meeting)
{
    const WireField *before = meeting->fields[SIDE_OLD];
    const WireField *after = meeting->fields[SIDE_NEW];
    bool was_padding = before && field_is_padding(before);
    bool is_padding = after && field_is_padding(after);
    g_autofree char *title = NULL;
    FieldDifference *found;

    if (!before || !after || was_padding == is_padding) {
        return;
    }
    title = field_title(comparison, was_padding ? after : before);
    found = find_difference(comparison,
                            was_padding ? VMSTATE_CHANGE_PADDING_USED
                                        : VMSTATE_CHANGE_PADDING_MADE,
                            meeting->fields);
    found->difference.text =
        diff_format(diff_of_fields(comparison),
                    was_padding ? "field '%s' takes the place of padding"
                                : "padding takes the place of field '%s'",
                    name_of((was_padding ? after : before)->fact->name));
    if (field_is_padding(meeting->fields[source_side(direction)])) {
        set_outcome(found, direction, WIRE_LOSES,
                    "zeros are sent in its place");
    }
}
