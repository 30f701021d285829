/*
 * Operands of a test, some of which are open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/condition-operand.h"

#include <string.h>

Operand operand_open(void)
{
    return (Operand){value_unknown(), CONDITION_OPEN, NULL};
}

Operand operand_number(gint64 number)
{
    return (Operand){value_number(number), CONDITION_OPEN, NULL};
}

Operand operand_verdict(ConditionVerdict verdict)
{
    return verdict == CONDITION_OPEN
               ? operand_open()
               : operand_number(verdict == CONDITION_HOLDS);
}

bool operand_to_number(const Value *value, gint64 *ret_number)
{
    switch (value->kind) {
    case VALUE_BOOLEAN:
        *ret_number = value->boolean;
        return true;
    case VALUE_NUMBER:
        *ret_number = value->number;
        return true;
    case VALUE_UNSIGNED:
        *ret_number = (gint64)value->unsigned_number;
        return true;
    default:
        return false;
    }
}

ConditionVerdict operand_truth(const Operand *operand)
{
    gint64 number;

    if (operand_to_number(&operand->value, &number)) {
        return number ? CONDITION_HOLDS : CONDITION_FAILS;
    }
    return operand->truth;
}

ConditionVerdict verdict_not(ConditionVerdict verdict)
{
    return verdict == CONDITION_OPEN    ? CONDITION_OPEN
           : verdict == CONDITION_HOLDS ? CONDITION_FAILS
                                        : CONDITION_HOLDS;
}

/* `absorbing` decides alone. */
static ConditionVerdict join(ConditionVerdict x, ConditionVerdict y,
                             ConditionVerdict absorbing)
{
    if (x == absorbing || y == absorbing) {
        return absorbing;
    }
    return x == CONDITION_OPEN || y == CONDITION_OPEN ? CONDITION_OPEN
                                                      : verdict_not(absorbing);
}

/* "ON_OFF_AUTO_ON" is what the schema calls "on". */
static ConditionVerdict is_enumerator(const Operand *x, const Operand *y)
{
    const Operand *text = x->value.kind == VALUE_STRING ? x : y;
    const Operand *name = text == x ? y : x;
    g_autofree char *upper = NULL;
    g_autofree char *ending = NULL;

    if (text->value.kind != VALUE_STRING || !name->path ||
        strpbrk(name->path, "abcdefghijklmnopqrstuvwxyz.>")) {
        return CONDITION_OPEN;
    }
    upper = g_ascii_strup(text->value.string, -1);
    g_strdelimit(upper, "-", '_');
    ending = g_strconcat("_", upper, NULL);
    return g_str_has_suffix(name->path, ending) ? CONDITION_HOLDS
                                                : CONDITION_FAILS;
}

static ConditionVerdict is_equal(const Operand *x, const Operand *y)
{
    gint64 a;
    gint64 b;
    bool has_a = operand_to_number(&x->value, &a);
    bool has_b = operand_to_number(&y->value, &b);

    if (has_a && has_b) {
        return a == b ? CONDITION_HOLDS : CONDITION_FAILS;
    }
    if ((has_a && a == 0) || (has_b && b == 0)) {
        return verdict_not(operand_truth(has_a ? y : x));
    }
    return is_enumerator(x, y);
}

static Operand calculate(const char *operator, gint64 a, gint64 b)
{
    switch (*operator) {
    case '|':
        return operand_number(a | b);
    case '^':
        return operand_number(a ^ b);
    case '&':
        return operand_number(a & b);
    case '+':
        return operand_number((gint64)((guint64)a + (guint64)b));
    case '-':
        return operand_number((gint64)((guint64)a - (guint64)b));
    default:
        return operand_open();
    }
}

static Operand compare_or_shift(const char *operator, gint64 a, gint64 b)
{
    bool is_double = operator[0] == operator[1];
    bool or_equal = operator[1] == '=';

    if (is_double) {
        return b < 0 || b > 63
                   ? operand_open()
                   : operand_number(*operator== '<' ? (gint64)((guint64)a << b)
                                                    : a>> b);
    }
    return operand_number((or_equal && a == b) ||
                          (*operator== '<' ? a < b : a> b));
}

Operand operand_apply(const char *operator, const Operand * x, const Operand *y)
{
    gint64 a;
    gint64 b;

    if (g_str_equal(operator, "||")) {
        return operand_verdict(
            join(operand_truth(x), operand_truth(y), CONDITION_HOLDS));
    }
    if (g_str_equal(operator, "&&")) {
        return operand_verdict(
            join(operand_truth(x), operand_truth(y), CONDITION_FAILS));
    }
    if (operator[1] == '=' && strchr("=!", operator[0])) {
        ConditionVerdict equal = is_equal(x, y);

        return operand_verdict(*operator== '=' ? equal : verdict_not(equal));
    }
    if (!operand_to_number(&x->value, &a) ||
        !operand_to_number(&y->value, &b)) {
        return operand_open();
    }
    return strchr("<>", *operator) ? compare_or_shift(operator, a, b)
                                   : calculate(operator, a, b);
}
