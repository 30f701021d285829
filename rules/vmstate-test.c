/*
 * Whether the test that decides about a difference on the wire can hold.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-test.h"

#include <string.h>

/* What a test reads under one machine type, of one driver. */
typedef struct TestReader {
    const GArray *gates; /* WireGate */
    const QemuModel *model;
    const MachineType *machine;
    EffectiveMachine *effective;
    const Driver *driver; /* NULL: whoever has the property */
    guint64 asked;        /* bits: gates that the text names */
} TestReader;

static Value field_value(const MachineType *machine, const char *name)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, name)) {
            return field->value;
        }
    }
    return value_unknown();
}

/* A string that says yes or no is what it says: the type may not tell. */
static Value plain_value(const EffectiveProperty *property)
{
    const Value value = property->value;
    const char *type = property->property->type;
    bool is_choice = type && strstr(type, "OnOff");

    if (value.kind != VALUE_STRING || is_choice) {
        return value;
    }
    if (g_str_equal(value.string, "on") || g_str_equal(value.string, "true")) {
        return value_boolean(true);
    }
    if (g_str_equal(value.string, "off") ||
        g_str_equal(value.string, "false")) {
        return value_boolean(false);
    }
    return value;
}

/* NULL: the driver has no such property. */
static const EffectiveProperty *property_of(const TestReader *reader,
                                            const WireGate *gate)
{
    const Driver *driver = reader->driver
                               ? reader->driver
                               : qemu_model_driver(reader->model, gate->driver);

    if (!driver ||
        !qemu_model_property(reader->model, driver, gate->property)) {
        return NULL;
    }
    return effective_driver_find(
        effective_machine_driver(reader->effective, driver), gate->property);
}

static Value gate_value(const TestReader *reader, const WireGate *gate)
{
    const EffectiveProperty *property;

    if (!gate->driver) {
        return field_value(reader->machine, gate->property);
    }
    property = property_of(reader, gate);
    return property ? plain_value(property) : value_unknown();
}

/* "Record.dev.flags" is what "s->dev.flags" reads. */
static bool is_read_by(const WireGate *gate, const char *path)
{
    const char *member = gate->read ? strchr(gate->read, '.') : NULL;
    gsize length = strlen(path);
    gsize rest;

    if (!member || strlen(++member) >= length) {
        return false;
    }
    rest = length - strlen(member);
    return g_str_equal(path + rest, member) && strchr(".>", path[rest - 1]);
}

static bool is_on(const Value *value)
{
    return value->kind == VALUE_BOOLEAN  ? value->boolean
           : value->kind == VALUE_NUMBER ? value->number != 0
                                         : false;
}

static bool is_off(const Value *value)
{
    return value->kind == VALUE_BOOLEAN  ? !value->boolean
           : value->kind == VALUE_NUMBER ? value->number == 0
                                         : false;
}

/* The bit that the property is, of a member that others share; 0: not told. */
static gint64 bit_of(const TestReader *reader, const WireGate *gate)
{
    const EffectiveProperty *property =
        gate->driver ? property_of(reader, gate) : NULL;

    return property ? (gint64)property->property->mask : 0;
}

/* All bits that are asked for must be known. */
static Value add_bit(const TestReader *reader, const WireGate *gate,
                     gint64 mask, gint64 *covered, Value bits)
{
    const Value value = gate_value(reader, gate);
    gint64 bit = bit_of(reader, gate) & mask;

    if (bit && (is_on(&value) || is_off(&value))) {
        *covered |= bit;
        bits.number |= is_on(&value) ? bit : 0;
    }
    return bits;
}

static Value read_member(const char *path, gint64 mask, gpointer user)
{
    TestReader *reader = user;
    Value bits = value_number(0);
    Value whole = value_unknown();
    gint64 covered = 0;
    bool is_shared = false;

    for (guint i = 0; i < reader->gates->len; i++) {
        const WireGate *gate = &g_array_index(reader->gates, WireGate, i);

        if (!is_read_by(gate, path)) {
            continue;
        }
        reader->asked |= i < 64 ? (guint64)1 << i : 0;
        is_shared = is_shared || gate->is_bit;
        if (gate->is_bit) {
            bits = add_bit(reader, gate, mask, &covered, bits);
        } else if (whole.kind == VALUE_UNKNOWN) {
            whole = gate_value(reader, gate);
        }
    }
    if (is_shared) {
        return (covered & mask) == mask ? bits : value_unknown();
    }
    return whole;
}

/* What a helper function reads does not stand in the text. */
static bool is_any_off(const TestReader *reader)
{
    for (guint i = 0; i < reader->gates->len; i++) {
        const WireGate *gate = &g_array_index(reader->gates, WireGate, i);
        const Value value = gate_value(reader, gate);
        bool is_asked = i < 64 && (reader->asked >> i & 1);

        if (!is_asked && is_off(&value)) {
            return true;
        }
    }
    return false;
}

static ConditionVerdict judge(TestReader *reader, const Driver *driver,
                              const char *text)
{
    ConditionVerdict verdict;

    reader->driver = driver;
    reader->asked = 0;
    verdict =
        text ? condition_judge(text, read_member, reader) : CONDITION_OPEN;
    return verdict == CONDITION_OPEN && is_any_off(reader) ? CONDITION_FAILS
                                                           : verdict;
}

static bool has_gate(const TestReader *reader, const Driver *driver)
{
    for (guint i = 0; i < reader->gates->len; i++) {
        const WireGate *gate = &g_array_index(reader->gates, WireGate, i);

        if (!gate->driver ||
            qemu_model_property(reader->model, driver, gate->property)) {
            return true;
        }
    }
    return false;
}

/* In the tree whose test it is. */
static TestReader reader_of(const PromisedType *type,
                            const VMStateDifference *difference)
{
    bool is_old = difference->gated == WIRE_FORWARD;

    return (TestReader){
        .gates = difference->gates,
        .model = is_old ? type->old_model : type->new_model,
        .machine = is_old ? type->before : type->after,
        .effective = is_old ? type->old_effective : type->new_effective,
    };
}

ConditionVerdict vmstate_test_verdict(const PromisedType *type,
                                      const VMStateDifference *difference,
                                      const char *text)
{
    TestReader reader = reader_of(type, difference);
    ConditionVerdict all = CONDITION_OPEN;
    bool is_seen = false;

    if (!reader.machine || difference->gates->len == 0) {
        return CONDITION_OPEN;
    }
    for (guint i = 0; i < difference->drivers->len; i++) {
        const Driver *driver = qemu_model_driver(
            reader.model, g_ptr_array_index(difference->drivers, i));
        ConditionVerdict one;

        if (!driver || !has_gate(&reader, driver)) {
            continue;
        }
        one = judge(&reader, driver, text);
        if (one == CONDITION_OPEN || (is_seen && one != all)) {
            return CONDITION_OPEN;
        }
        all = one;
        is_seen = true;
    }
    /* A CPU's state, for one, is not its driver's. */
    return difference->drivers->len == 0 ? judge(&reader, NULL, text) : all;
}
