/*
 * Values of properties: their making, order and text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/value.h"

Value value_unknown(void)
{
    return (Value){.kind = VALUE_UNKNOWN};
}

Value value_none(void)
{
    return (Value){.kind = VALUE_NONE};
}

Value value_boolean(bool boolean)
{
    return (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
}

Value value_number(gint64 number)
{
    return (Value){.kind = VALUE_NUMBER, .number = number};
}

Value value_unsigned(guint64 number)
{
    if (number <= G_MAXINT64) {
        return value_number((gint64)number);
    }
    return (Value){.kind = VALUE_UNSIGNED, .unsigned_number = number};
}

Value value_string(const char *borrowed)
{
    return (Value){.kind = VALUE_STRING, .string = borrowed};
}

bool value_equal(const Value *a, const Value *b)
{
    return a->kind != VALUE_UNKNOWN && value_compare(a, b) == 0;
}

int value_compare(const Value *a, const Value *b)
{
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    switch (a->kind) {
    case VALUE_UNKNOWN:
    case VALUE_NONE:
        return 0;
    case VALUE_BOOLEAN:
        return (int)a->boolean - (int)b->boolean;
    case VALUE_NUMBER:
        return (a->number > b->number) - (a->number < b->number);
    case VALUE_UNSIGNED:
        return (a->unsigned_number > b->unsigned_number) -
               (a->unsigned_number < b->unsigned_number);
    case VALUE_STRING:
        return g_strcmp0(a->string, b->string);
    }
    g_assert_not_reached();
}

char *value_to_text(const Value *value)
{
    switch (value->kind) {
    case VALUE_UNKNOWN:
        return g_strdup("?");
    case VALUE_NONE:
        return g_strdup("null");
    case VALUE_BOOLEAN:
        return g_strdup(value->boolean ? "true" : "false");
    case VALUE_NUMBER:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->number);
    case VALUE_UNSIGNED:
        return g_strdup_printf("%" G_GUINT64_FORMAT, value->unsigned_number);
    case VALUE_STRING:
        return g_strdup(value->string);
    }
    g_assert_not_reached();
}
