/*
 * Conditions told by properties.
 *
 * The cells of a device's properties hold unknowns of the form "property x"
 * where machine types may set something else (extract/realize.h), so the text
 * of a condition says which property it tests, and that this was not written
 * before. Of cells that several properties share it names the member.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-constant.h"

#include <string.h>

#define PROPERTY "property "

typedef struct Reading {
    const Slots *slots;
    const Guard *guard;
    char *name;        /* of the property or member */
    const char *after; /* the text behind it */
    GArray *tests;     /* ConstantTest */
} Reading;

/* "((property x) | A) & B": x, and " & B". False if the condition is not
 * of one property alone. */
static bool read_subject(Reading *reading)
{
    const char *text = reading->guard->text + strspn(reading->guard->text, "(");
    gsize length;

    if (!g_str_has_prefix(text, PROPERTY) || strstr(text + 1, PROPERTY)) {
        return false;
    }
    text += strlen(PROPERTY);
    length = strcspn(text, ") ");
    reading->name = g_strndup(text, length);
    text += length;
    while (*text == ')' || g_str_has_prefix(text, " | ")) {
        text += *text == ')' ? 1 : 3 + strcspn(text + 3, " )");
    }
    reading->after = text;
    return !strpbrk(text, "|()") || g_str_has_prefix(text, " & ");
}

/* The number on the right of the operator. */
static bool read_number(const Reading *reading, const char *text,
                        gint64 *ret_number)
{
    const Guard *guard = reading->guard;
    const IrFile *file = guard->unit ? guard->unit->file : NULL;
    const IrNode *right = NULL;
    char *end = NULL;

    if (*text == '-' || g_ascii_isdigit(*text)) {
        *ret_number = *text == '-' ? g_ascii_strtoll(text, &end, 10)
                                   : (gint64)g_ascii_strtoull(text, &end, 10);
        return *end == '\0';
    }
    if (file && guard->node && guard->node->kind == IR_BINARY) {
        right = ir_child(file, guard->node, 1);
    }
    if (!right || !(right->flags & IR_HAS_VALUE)) {
        return false;
    }
    *ret_number = right->value;
    return true;
}

static void add_test(Reading *reading, const Slot *slot, const char *operator,
                     Value value)
{
    ConstantTest test = {
        .property = slot->property->name,
        .test = operator,
        .value = value,
    };

    g_array_append_val(reading->tests, test);
}

/* One of the properties that share a member, by its bit. */
static const Slot *find_bit(const Reading *reading, guint64 mask)
{
    for (guint i = 0; i < reading->slots->list->len; i++) {
        const Slot *slot = &g_array_index(reading->slots->list, Slot, i);

        if (slot->is_bit && slot->property->mask == mask &&
            (g_str_equal(slot->property->member, reading->name) ||
             g_str_equal(slot->property->name, reading->name))) {
            return slot;
        }
    }
    return NULL;
}

static const Slot *find_whole(const Reading *reading)
{
    for (guint i = 0; i < reading->slots->list->len; i++) {
        const Slot *slot = &g_array_index(reading->slots->list, Slot, i);

        if (!slot->is_bit && g_str_equal(slot->property->name, reading->name)) {
            return slot;
        }
    }
    return NULL;
}

/* Bits are a condition of several properties only if none may be set. */
static bool read_bits(Reading *reading, guint64 mask)
{
    bool is_one = mask && !(mask & (mask - 1));

    if (!is_one && !reading->guard->negated) {
        return false;
    }
    for (guint bit = 0; bit < 64; bit++) {
        guint64 one = mask & ((guint64)1 << bit);
        const Slot *slot = one ? find_bit(reading, one) : NULL;

        if (one && !slot) {
            return false;
        }
        if (slot) {
            add_test(reading, slot,
                     "==", value_boolean(!reading->guard->negated));
        }
    }
    return mask != 0;
}

static const char *opposite(const char *operator)
{
    static const char *const pairs[][2] = {
        {"==", "!="},
        {"<", ">="},
        {">", "<="},
    };

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        for (guint k = 0; k < 2; k++) {
            if (g_str_equal(pairs[i][k], operator)) {
                return pairs[i][1 - k];
            }
        }
    }
    return NULL;
}

static const char *read_operator(const char *text)
{
    static const char *const operators[] = {"==", "!=", "<=", ">=", "<", ">"};

    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (g_str_has_prefix(text, operators[i]) &&
            text[strlen(operators[i])] == ' ') {
            return operators[i];
        }
    }
    return NULL;
}

static bool read_whole(Reading *reading)
{
    const Slot *slot = find_whole(reading);
    const char *operator= "!=";
    gint64 number = 0;

    if (!slot) {
        return false;
    }
    if (*reading->after) {
        operator= read_operator(reading->after + 1);
        if (!operator|| !read_number(
                reading, reading->after + strlen(operator) + 2, &number)) {
            return false;
        }
    }
    if (reading->guard->negated) {
        operator= opposite(operator);
    }
    add_test(reading, slot, operator,
             slot_value(reading->slots->qom, slot->property, number,
                        slot->property->value.kind == VALUE_UNSIGNED));
    return true;
}

static bool read_guard(Reading *reading)
{
    gint64 mask = 0;

    if (!read_subject(reading)) {
        return false;
    }
    if (g_str_has_prefix(reading->after, " & ")) {
        return read_number(reading, reading->after + 3, &mask) &&
               read_bits(reading, (guint64)mask);
    }
    return read_whole(reading);
}

void constant_tests(const Slots *slots, const Guard *guards, guint n_guards,
                    HardwareConstant *constant)
{
    constant->is_told = true;
    for (guint i = 0; i < n_guards; i++) {
        Reading reading = {
            .slots = slots, .guard = &guards[i], .tests = constant->tests};

        if (!read_guard(&reading)) {
            constant->is_told = false;
        }
        g_free(reading.name);
    }
}
