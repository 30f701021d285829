/*
 * value.h: what a property, a compat entry or a machine class field is worth.
 *
 * A plain value: copying the structure copies it. Strings are borrowed from
 * the owner of the structure it is part of (a FactSet, a model). Unknown is a
 * value of its own and never compares equal to anything, itself included.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum ValueKind {
    VALUE_UNKNOWN, /* could not be evaluated: there is a gap that says why */
    VALUE_NONE,    /* known to have no value, JSON null */
    VALUE_BOOLEAN,
    VALUE_NUMBER,   /* fits gint64 */
    VALUE_UNSIGNED, /* above G_MAXINT64 */
    VALUE_STRING,
} ValueKind;

typedef struct Value {
    ValueKind kind;
    union {
        bool boolean;
        gint64 number;
        guint64 unsigned_number;
        const char *string;
    };
} Value;

Value value_unknown(void);
Value value_none(void);
Value value_boolean(bool boolean);
Value value_number(gint64 number);
Value value_unsigned(guint64 number);
Value value_string(const char *borrowed);

/* false if either is unknown. No conversion: 1 differs from "1". */
bool value_equal(const Value *a, const Value *b);

/* Total order for output, unknown first; then by kind. */
int value_compare(const Value *a, const Value *b);

/* Newly allocated; "?" if unknown, "null" if none. */
char *value_to_text(const Value *value);
