/*
 * What differs on the wire, with the machine types that can have it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"
#include "diff/vmstate.h"
#include "model/possible.h"

static const VMState *either_state(const VMStateDifference *difference)
{
    return difference->before ? difference->before : difference->after;
}

static bool has_target(const VMStateDifference *difference, const char *target)
{
    for (guint i = 0; i < difference->targets->len; i++) {
        if (g_str_equal(g_ptr_array_index(difference->targets, i), target)) {
            return true;
        }
    }
    return false;
}

/* A driver that the older tree has not cannot be in a guest that it runs. */
static bool has_driver(const PromisedType *type,
                       const VMStateDifference *difference)
{
    for (guint i = 0; i < difference->drivers->len; i++) {
        const Driver *driver = qemu_model_driver(
            type->old_model, g_ptr_array_index(difference->drivers, i));

        if (driver && qemu_model_possible(type->old_model, driver,
                                          type->before) != POSSIBLE_NO) {
            return true;
        }
    }
    return false;
}

static bool is_concerned(const PromisedType *type,
                         const VMStateDifference *difference)
{
    if (!type->after || !has_target(difference, type->target)) {
        return false;
    }
    if (difference->drivers->len > 0) {
        return has_driver(type, difference);
    }
    return qemu_model_vmstate_possible(
               difference->before ? type->old_model : type->new_model,
               either_state(difference),
               difference->before ? type->before : type->after) != POSSIBLE_NO;
}

static void set_side(ChangeSide *side, const VMState *state,
                     const Location *place)
{
    if (state) {
        side->exists = true;
        side->location = place ? *place : state->location;
    }
}

static void add_change(Comparison *comparison,
                       const VMStateDifference *difference)
{
    Change *change = change_set_add(comparison->changes, CHANGE_VMSTATE);

    change->vmstate = difference;
    change->name = either_state(difference)->name;
    change->note = difference->text;
    set_side(&change->before, difference->before,
             vmstate_difference_place(difference, WIRE_FORWARD));
    set_side(&change->after, difference->after,
             vmstate_difference_place(difference, WIRE_BACKWARD));
    g_ptr_array_extend(change->drivers, difference->drivers, NULL, NULL);
    if (change->drivers->len > 0) {
        change->driver = g_ptr_array_index(change->drivers, 0);
    }
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        if (is_concerned(type, difference)) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

void diff_vmstates(Comparison *comparison)
{
    const GPtrArray *all;

    comparison->wire = vmstate_diff_new();
    for (guint i = 0; i < comparison->before.models->len; i++) {
        const char *target =
            qemu_model_target(g_ptr_array_index(comparison->before.models, i));

        if (comparison_model(&comparison->after, target)) {
            vmstate_diff_add_all(comparison->wire, comparison->before.facts,
                                 comparison->after.facts, target);
        }
    }
    all = vmstate_diff_all(comparison->wire);
    for (guint i = 0; i < all->len; i++) {
        add_change(comparison, g_ptr_array_index(all, i));
    }
}
