/*
 * Whether two values mean the same to QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/meaning.h"

#include <string.h>

/* The spellings of parse_type_bool (qapi/string-input-visitor.c). */
static bool read_boolean(const Value *value, bool *ret_boolean)
{
    static const char *const spellings[][2] = {
        {"on", "off"}, {"yes", "no"}, {"true", "false"}, {"y", "n"}};

    if (value->kind == VALUE_BOOLEAN) {
        *ret_boolean = value->boolean;
        return true;
    }
    for (guint i = 0;
         value->kind == VALUE_STRING && i < G_N_ELEMENTS(spellings); i++) {
        if (g_str_equal(value->string, spellings[i][0]) ||
            g_str_equal(value->string, spellings[i][1])) {
            *ret_boolean = g_str_equal(value->string, spellings[i][0]);
            return true;
        }
    }
    return false;
}

static bool read_size(const char *text, guint64 *ret_number)
{
    static const char suffixes[] = "BKMGTPE";
    char *end;
    guint64 number = g_ascii_strtoull(text, &end, 0);
    const char *suffix;

    if (end == text || (*end && end[1])) {
        return false;
    }
    suffix = *end ? strchr(suffixes, g_ascii_toupper(*end)) : suffixes;
    if (!suffix) {
        return false;
    }
    *ret_number = number << (10 * (suffix - suffixes));
    return true;
}

/* Booleans too: 0 and 1 are what a bit is. */
static bool read_number(const Value *value, guint64 *ret_number)
{
    switch (value->kind) {
    case VALUE_BOOLEAN:
        *ret_number = value->boolean;
        return true;
    case VALUE_NUMBER:
        *ret_number = (guint64)value->number;
        return true;
    case VALUE_UNSIGNED:
        *ret_number = value->unsigned_number;
        return true;
    case VALUE_STRING:
        return read_size(value->string, ret_number);
    default:
        return false;
    }
}

static bool is_empty(const Value *value)
{
    return value->kind == VALUE_NONE ||
           (value->kind == VALUE_STRING && !*value->string);
}

bool meaning_is_flag(const Value *value)
{
    bool boolean;

    return read_boolean(value, &boolean) ||
           (value->kind == VALUE_NUMBER &&
            (value->number == 0 || value->number == 1));
}

bool meaning_is_automatic(const Value *value)
{
    return (value->kind == VALUE_STRING &&
            g_str_equal(value->string, "auto")) ||
           (value->kind == VALUE_NUMBER && value->number < 0);
}

Meaning meaning_compare(const Value *before, const Value *after)
{
    bool booleans[2];
    guint64 numbers[2];

    if (before->kind == VALUE_UNKNOWN || after->kind == VALUE_UNKNOWN) {
        return MEANING_UNTOLD;
    }
    if (value_equal(before, after) || (is_empty(before) && is_empty(after))) {
        return MEANING_SAME;
    }
    if (read_boolean(before, &booleans[0]) &&
        read_boolean(after, &booleans[1])) {
        return booleans[0] == booleans[1] ? MEANING_SAME : MEANING_OTHER;
    }
    if (read_number(before, &numbers[0]) && read_number(after, &numbers[1]) &&
        numbers[0] == numbers[1]) {
        return MEANING_SAME;
    }
    return MEANING_OTHER;
}
