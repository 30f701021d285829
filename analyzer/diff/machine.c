/*
 * Machine types that are gone, and class fields that differ.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

#include <string.h>

/* What one field's difference looks like; equal ones are one change. */
typedef struct FieldDifference {
    const MachineField *before;
    const MachineField *after;
} FieldDifference;

/* By its name or an alias. */
static bool answers_to(const MachineType *machine, const char *name)
{
    return g_str_equal(machine->name, name) ||
           (machine->aliases && g_strv_contains(machine->aliases, name));
}

static bool is_gone(const Comparison *comparison, const MachineType *machine)
{
    const GPtrArray *all = fact_set_machine_types(comparison->after.facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *other = g_ptr_array_index(all, i);

        if (!other->abstract && answers_to(other, machine->name)) {
            return false;
        }
    }
    return true;
}

static void add_removed(Comparison *comparison, const MachineType *machine,
                        bool is_promise)
{
    Change *change =
        change_set_add(comparison->changes, CHANGE_MACHINE_TYPE_REMOVED);

    change->name = machine->name;
    change->before.exists = true;
    change->before.location = machine->location;
    change->note = machine->deprecated;
    if (is_promise) {
        g_ptr_array_add(change->machine_types, (gpointer)machine);
    }
}

static bool is_promised(const Comparison *comparison,
                        const MachineType *machine)
{
    for (guint i = 0; i < comparison->promised->len; i++) {
        if (g_array_index(comparison->promised, PromisedType, i).before ==
            machine) {
            return true;
        }
    }
    return false;
}

static void find_removed(Comparison *comparison)
{
    const GPtrArray *all = fact_set_machine_types(comparison->before.facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (!machine->abstract && is_gone(comparison, machine)) {
            add_removed(comparison, machine, is_promised(comparison, machine));
        }
    }
}

static const MachineField *find_field(const MachineType *machine,
                                      const MachineField *like)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, like->name) &&
            g_strcmp0(field->record, like->record) == 0) {
            return field;
        }
    }
    return NULL;
}

/* NULL if there is none yet. */
static Change *find_change(const GPtrArray *known, const MachineField *before,
                           const MachineField *after)
{
    for (guint i = 0; i < known->len; i++) {
        Change *change = g_ptr_array_index(known, i);

        if (g_str_equal(change->name, before->name) &&
            g_strcmp0(change->note, before->record) == 0 &&
            value_equal(&change->before.value, &before->value) &&
            value_equal(&change->after.value, &after->value)) {
            return change;
        }
    }
    return NULL;
}

static Change *add_field(Comparison *comparison, const MachineField *before,
                         const MachineField *after)
{
    Change *change = change_set_add(comparison->changes, CHANGE_MACHINE_FIELD);

    change->name = before->name;
    change->note = before->record;
    change->before.exists = true;
    change->before.value = before->value;
    change->after.exists = true;
    change->after.value = after->value;
    return change;
}

static bool can_be_told(const MachineField *field)
{
    return field->value.kind != VALUE_UNKNOWN;
}

/* `known`: the changes of fields so far, for other machine types. */
static void compare_fields(Comparison *comparison, const PromisedType *type,
                           GPtrArray *known)
{
    for (guint i = 0; i < type->before->fields->len; i++) {
        const MachineField *before =
            &g_array_index(type->before->fields, MachineField, i);
        const MachineField *after = find_field(type->after, before);
        Change *change;

        if (!after || !can_be_told(before) || !can_be_told(after) ||
            value_equal(&before->value, &after->value)) {
            continue;
        }
        change = find_change(known, before, after);
        if (!change) {
            change = add_field(comparison, before, after);
            g_ptr_array_add(known, change);
        }
        /* Those of the newest machine type. */
        change->before.location = before->location;
        change->after.location = after->location;
        g_ptr_array_add(change->machine_types, (gpointer)type->before);
    }
}

void diff_machine_types(Comparison *comparison)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    find_removed(comparison);
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        if (type->after) {
            compare_fields(comparison, type, known);
        }
    }
}
