/*
 * Realize functions as facts about values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/run-time.h"

#include <string.h>

typedef enum Holds {
    HOLDS_NOT,
    HOLDS_PERHAPS,
    HOLDS,
} Holds;

/* Numbers whatever their kind; -1, 0 or 1, or -2 if there is no order. */
static int compare_numbers(const Value *a, const Value *b)
{
    if (a->kind == VALUE_NUMBER && b->kind == VALUE_NUMBER) {
        return (a->number > b->number) - (a->number < b->number);
    }
    if ((a->kind == VALUE_NUMBER && a->number < 0) ||
        (b->kind == VALUE_NUMBER && b->number < 0)) {
        return a->kind == VALUE_NUMBER && a->number < 0 ? -1 : 1;
    }
    return (a->unsigned_number > b->unsigned_number) -
           (a->unsigned_number < b->unsigned_number);
}

static bool is_number(const Value *value)
{
    return value->kind == VALUE_NUMBER || value->kind == VALUE_UNSIGNED;
}

static Holds equality(const Value *a, const Value *b)
{
    if (a->kind == VALUE_UNKNOWN || b->kind == VALUE_UNKNOWN) {
        return HOLDS_PERHAPS;
    }
    if (is_number(a) && is_number(b)) {
        return compare_numbers(a, b) == 0 ? HOLDS : HOLDS_NOT;
    }
    if (a->kind != b->kind && a->kind != VALUE_NONE && b->kind != VALUE_NONE) {
        return HOLDS_PERHAPS; /* spelled in different ways */
    }
    return value_equal(a, b) ? HOLDS : HOLDS_NOT;
}

static Holds order(const Value *a, const char *operator, const Value * b)
{
    bool or_equal = operator[1] == '=';
    int found;

    if (!is_number(a) || !is_number(b)) {
        return HOLDS_PERHAPS;
    }
    found = compare_numbers(a, b);
    if (found == 0) {
        return or_equal ? HOLDS : HOLDS_NOT;
    }
    return (found < 0) == (operator[0] == '<') ? HOLDS : HOLDS_NOT;
}

static Holds holds(const EffectiveDriver *effective, const RunTimeWrite *write)
{
    const EffectiveProperty *tested =
        write->test ? effective_driver_find(effective, write->test) : NULL;
    Holds result = HOLDS_PERHAPS;

    if (!write->when) {
        return HOLDS;
    }
    if (!tested || !write->test_operator) {
        return HOLDS_PERHAPS;
    }
    if (g_str_equal(write->test_operator, "==")) {
        result = equality(&tested->static_value, &write->test_value);
    } else if (g_str_equal(write->test_operator, "!=")) {
        result = equality(&tested->static_value, &write->test_value);
        result = result == HOLDS       ? HOLDS_NOT
                 : result == HOLDS_NOT ? HOLDS
                                       : HOLDS_PERHAPS;
    } else {
        result = order(&tested->static_value, write->test_operator,
                       &write->test_value);
    }
    return result == HOLDS && !write->test_only ? HOLDS_PERHAPS : result;
}

static void add_reason(EffectiveProperty *property, const Reason *reason)
{
    if (!property->run_time) {
        property->run_time = g_array_new(FALSE, TRUE, sizeof(Reason));
    }
    g_array_append_vals(property->run_time, reason, 1);
}

static void add_write(EffectiveProperty *property, const RunTimeWrite *write,
                      const Driver *driver)
{
    Reason reason = {
        .kind = REASON_RUN_TIME,
        .driver = driver->name,
        .value = write->value,
        .location = write->location,
        .when = write->when,
    };

    add_reason(property, &reason);
}

static void apply(EffectiveDriver *effective, const RunTimeWrite *write)
{
    EffectiveProperty *property =
        (EffectiveProperty *)effective_driver_find(effective, write->property);
    Holds how = property ? holds(effective, write) : HOLDS_NOT;

    if (how == HOLDS_NOT ||
        equality(&property->static_value, &write->value) == HOLDS) {
        return;
    }
    property->value = how == HOLDS ? write->value : value_unknown();
    add_write(property, write, effective->driver);
}

static bool is_text_or_link(const char *type)
{
    return !type || g_str_has_prefix(type, "str") ||
           g_str_has_prefix(type, "link") || g_str_has_prefix(type, "child<");
}

/* A number or a flag without default that is no member of the device: its
 * getter computes it. */
static void mark_computed(EffectiveProperty *property, const Driver *driver)
{
    Reason reason = {
        .kind = REASON_RUN_TIME,
        .driver = driver->name,
        .location = property->property->location,
    };

    if (property->static_value.kind != VALUE_NONE ||
        property->property->record ||
        g_strcmp0(property->property->how, "qdev") == 0 ||
        is_text_or_link(property->property->type)) {
        return;
    }
    add_reason(property, &reason);
    property->value = value_unknown();
}

void run_time_apply(EffectiveDriver *effective, bool has_getters)
{
    const GArray *writes = effective->driver->run_time;

    for (guint i = 0; has_getters && i < effective->properties->len; i++) {
        mark_computed(
            &g_array_index(effective->properties, EffectiveProperty, i),
            effective->driver);
    }

    for (guint i = 0; i < writes->len; i++) {
        apply(effective, &g_array_index(writes, RunTimeWrite, i));
    }
}
