/*
 * What code does when a guest is set up: files of fw_cfg that are new, gone,
 * or under no member of the machine's class any more.
 *
 * A file goes by its name, wherever the code was moved. One whose name is made
 * at run time may be any file, so in its function nothing is new or gone. A
 * machine type is concerned unless what the condition asks is something else
 * there than under the newest machine type of its family: that is how old ones
 * are kept as they were.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/version.h"
#include "diff/comparison.h"
#include "model/possible.h"

#include <string.h>

static const SetupStep *step_at(const FactSet *facts, guint index)
{
    return g_ptr_array_index(fact_set_setup_steps(facts), index);
}

static guint n_steps(const FactSet *facts)
{
    return fact_set_setup_steps(facts)->len;
}

static bool is_named(const SetupStep *step, const SetupStep *other)
{
    return g_str_equal(step->kind, other->kind) &&
           g_strcmp0(step->name, other->name) == 0;
}

/* A step of that name, or one in the same function of a name not known. */
static bool may_have(const FactSet *facts, const SetupStep *step)
{
    for (guint i = 0; i < n_steps(facts); i++) {
        const SetupStep *other = step_at(facts, i);

        if (is_named(step, other) ||
            (!other->name && g_strcmp0(other->owner, step->owner) == 0)) {
            return true;
        }
    }
    return false;
}

/* Devices of the file that one tree has and the other has not, and no other
 * devices. */
static bool comes_with_device(const FactSet *facts, const FactSet *other,
                              const char *file)
{
    const GPtrArray *drivers = fact_set_drivers(facts);
    const GPtrArray *others = fact_set_drivers(other);
    bool has_drivers = false;

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_strcmp0(driver->location.file, file) != 0) {
            continue;
        }
        has_drivers = true;
        for (guint k = 0; k < others->len; k++) {
            const Driver *same = g_ptr_array_index(others, k);

            if (g_str_equal(same->name, driver->name)) {
                return false;
            }
        }
    }
    return has_drivers;
}

static const MachineType *newest_of(const QemuModel *model, const char *family)
{
    const GPtrArray *all = qemu_model_machines(model);
    const MachineType *newest = NULL;

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (machine->version && !machine->abstract &&
            g_strcmp0(machine->family, family) == 0 &&
            (!newest ||
             version_compare(machine->version, newest->version) > 0)) {
            newest = machine;
        }
    }
    return newest;
}

/* "PCMachineClass.max_cpus"; NULL if the class has no such member. */
static const Value *field_value(const MachineType *machine, const char *asked)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);
        g_autofree char *name = g_strconcat(field->record ? field->record : "",
                                            ".", field->name, NULL);

        if (g_str_equal(name, asked)) {
            return &field->value;
        }
    }
    return NULL;
}

static const Value *switch_value(const MachineType *machine, const char *asked)
{
    for (guint i = 0; i < machine->switches->len; i++) {
        const MachineSwitch *one =
            &g_array_index(machine->switches, MachineSwitch, i);

        if (g_str_equal(one->name, asked)) {
            return &one->value;
        }
    }
    return NULL;
}

static bool differs(const Value *value, const Value *other)
{
    return (value != NULL) != (other != NULL) ||
           (value && !value_equal(value, other));
}

/* Does a compat entry of the machine type set the property behind it? */
static bool is_set_by_entry(const MachineType *machine, const char *property)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (g_str_equal(entry->property, property)) {
            return true;
        }
    }
    return false;
}

static bool is_compat_property(const QemuModel *model,
                               const MachineType *machine, const char *asked)
{
    const GPtrArray *drivers = qemu_model_drivers(model);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        for (guint k = 0; k < driver->properties->len; k++) {
            const Property *property =
                &g_array_index(driver->properties, Property, k);
            g_autofree char *name =
                property->record && property->member
                    ? g_strconcat(property->record, ".", property->member, NULL)
                    : NULL;

            if (g_strcmp0(name, asked) == 0 &&
                is_set_by_entry(machine, property->name)) {
                return true;
            }
        }
    }
    return false;
}

/* Is there something that must hold and does not, as far as the class tells? */
static bool is_ruled_out(const SetupStep *step, const MachineType *machine)
{
    for (guint i = 0; step->needs && step->needs[i]; i++) {
        bool negated = *step->needs[i] == '!';
        const Value *value = field_value(machine, step->needs[i] + negated);

        if (value && value->kind == VALUE_BOOLEAN &&
            value->boolean == negated) {
            return true;
        }
        if (value && value->kind == VALUE_NUMBER &&
            (value->number != 0) == negated) {
            return true;
        }
    }
    return false;
}

/* Is the condition another one here than for the newest of the family? */
static bool is_kept_apart(const SetupStep *step, const QemuModel *model,
                          const MachineType *machine)
{
    const MachineType *newest = newest_of(model, machine->family);

    if (is_ruled_out(step, machine)) {
        return true;
    }
    for (guint i = 0;
         newest && newest != machine && step->asks && step->asks[i]; i++) {
        const char *asked = step->asks[i];

        if (differs(field_value(machine, asked), field_value(newest, asked)) ||
            differs(switch_value(machine, asked),
                    switch_value(newest, asked)) ||
            is_compat_property(model, machine, asked)) {
            return true;
        }
    }
    return false;
}

/* `before`: the step under the condition that it had; NULL if it is new. */
static void add_machine_types(const Comparison *comparison,
                              const SetupStep *before, const SetupStep *step,
                              bool is_new, Change *change)
{
    const char *file = step->device ? step->device : step->location.file;

    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const QemuModel *model = is_new ? type->new_model : type->old_model;
        const MachineType *machine = is_new ? type->after : type->before;

        if (type->after && targets_include(step->targets, type->target) &&
            qemu_model_file_possible(model, file, machine) != POSSIBLE_NO &&
            !is_kept_apart(step, model, machine) &&
            (!before || is_kept_apart(before, type->old_model, type->before))) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

/* The condition, "" if there is none. */
static void set_side(const SetupStep *step, ChangeSide *side)
{
    side->exists = true;
    side->location = step->location;
    side->value = step->when                    ? value_string(step->when)
                  : step->asks && step->asks[0] ? value_string(step->asks[0])
                                                : value_none();
}

static void add_change(Comparison *comparison, const SetupStep *before,
                       const SetupStep *after)
{
    const SetupStep *step = after ? after : before;
    Change *change = change_set_add(comparison->changes, CHANGE_SETUP);

    change->driver =
        g_str_equal(step->kind, "stream-part") ? "migration" : "fw_cfg";
    change->name = step->name;
    change->note = step->device ? "device" : NULL;
    if (before) {
        set_side(before, &change->before);
    }
    if (after) {
        set_side(after, &change->after);
    }
    add_machine_types(comparison, after ? before : NULL, step, after != NULL,
                      change);
}

static void compare_steps(Comparison *comparison, bool is_new)
{
    const ComparisonSide *sides[] = {&comparison->before, &comparison->after};
    const FactSet *facts = sides[is_new]->facts;
    const FactSet *other = sides[!is_new]->facts;

    for (guint i = 0; i < n_steps(facts); i++) {
        const SetupStep *step = step_at(facts, i);
        const char *file = step->device ? step->device : step->location.file;

        if (step->name && !may_have(other, step) &&
            !(i > 0 && is_named(step, step_at(facts, i - 1))) &&
            !comes_with_device(facts, other, file)) {
            add_change(comparison, is_new ? NULL : step, is_new ? step : NULL);
        }
    }
}

static bool asks_class(const SetupStep *step)
{
    for (guint i = 0; step->asks && step->asks[i]; i++) {
        const char *dot = strchr(step->asks[i], '.');

        if (dot && dot - step->asks[i] >= 5 &&
            strncmp(dot - 5, "Class", 5) == 0) {
            return true;
        }
    }
    return false;
}

/* Of a file that was there under a member of a class alone: it matters where
 * that member kept it away. */
static void compare_conditions(Comparison *comparison)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;

    for (guint i = 0; i < n_steps(new); i++) {
        const SetupStep *step = step_at(new, i);
        const SetupStep *before = NULL;
        bool is_apart = step->name && !asks_class(step);

        for (guint k = 0; is_apart && k < n_steps(old); k++) {
            if (is_named(step, step_at(old, k))) {
                before = step_at(old, k);
                is_apart = asks_class(before);
            }
        }
        if (is_apart && before) {
            add_change(comparison, before, step);
        }
    }
}

void diff_setup(Comparison *comparison)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;

    /* Facts written by hand, or by a program that did not know of these. */
    if (n_steps(old) == 0 || n_steps(new) == 0) {
        return;
    }
    compare_steps(comparison, true);
    compare_steps(comparison, false);
    compare_conditions(comparison);
}
