/*
 * Operators on terms.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/operator.h"

#include "interpret/expression.h"
#include "interpret/test.h"

#include <string.h>

static const char *const spellings[] = {
    [IR_OP_UNKNOWN] = "?op?",   [IR_OP_ASSIGN] = "=",
    [IR_OP_ADD] = "+",          [IR_OP_SUBTRACT] = "-",
    [IR_OP_MULTIPLY] = "*",     [IR_OP_DIVIDE] = "/",
    [IR_OP_REMAINDER] = "%",    [IR_OP_SHIFT_LEFT] = "<<",
    [IR_OP_SHIFT_RIGHT] = ">>", [IR_OP_BIT_AND] = "&",
    [IR_OP_BIT_OR] = "|",       [IR_OP_BIT_XOR] = "^",
    [IR_OP_AND] = "&&",         [IR_OP_OR] = "||",
    [IR_OP_EQUAL] = "==",       [IR_OP_NOT_EQUAL] = "!=",
    [IR_OP_LESS] = "<",         [IR_OP_LESS_EQUAL] = "<=",
    [IR_OP_GREATER] = ">",      [IR_OP_GREATER_EQUAL] = ">=",
    [IR_OP_COMMA] = ",",        [IR_OP_NOT] = "!",
    [IR_OP_COMPLEMENT] = "~",   [IR_OP_NEGATE] = "-",
    [IR_OP_PLUS] = "+",
};

const char *operator_spelling(IrOperator op)
{
    return op < G_N_ELEMENTS(spellings) && spellings[op] ? spellings[op]
                                                         : "?op?";
}

static const Term *boolean(Interpreter *interpreter, bool value)
{
    return term_integer(interpreter, value ? 1 : 0);
}

const Term *compare_by_order(Interpreter *interpreter, IrOperator op, int order)
{
    switch (op) {
    case IR_OP_EQUAL:
        return boolean(interpreter, order == 0);
    case IR_OP_NOT_EQUAL:
        return boolean(interpreter, order != 0);
    case IR_OP_LESS:
        return boolean(interpreter, order < 0);
    case IR_OP_LESS_EQUAL:
        return boolean(interpreter, order <= 0);
    case IR_OP_GREATER:
        return boolean(interpreter, order > 0);
    case IR_OP_GREATER_EQUAL:
        return boolean(interpreter, order >= 0);
    default:
        return NULL;
    }
}

static int order_of(const Term *a, const Term *b, bool is_unsigned)
{
    guint64 x = (guint64)a->number;
    guint64 y = (guint64)b->number;

    return is_unsigned ? (x > y) - (x < y)
                       : (a->number > b->number) - (a->number < b->number);
}

static bool divide(IrOperator op, const Term *a, const Term *b,
                   bool is_unsigned, guint64 *ret_result)
{
    guint64 x = (guint64)a->number;
    guint64 y = (guint64)b->number;

    if (y == 0 ||
        (!is_unsigned && a->number == G_MININT64 && b->number == -1)) {
        return false;
    }
    if (op == IR_OP_DIVIDE) {
        *ret_result = is_unsigned ? x / y : (guint64)(a->number / b->number);
    } else {
        *ret_result = is_unsigned ? x % y : (guint64)(a->number % b->number);
    }
    return true;
}

static bool shift(IrOperator op, const Term *a, const Term *b,
                  guint64 *ret_result)
{
    guint64 x = (guint64)a->number;

    if (b->number < 0 || b->number > 63) {
        return false;
    }
    if (op == IR_OP_SHIFT_LEFT) {
        *ret_result = x << b->number;
    } else {
        *ret_result =
            a->is_unsigned ? x >> b->number : (guint64)(a->number >> b->number);
    }
    return true;
}

static bool calculate(IrOperator op, const Term *a, const Term *b,
                      bool is_unsigned, guint64 *ret_result)
{
    guint64 x = (guint64)a->number;
    guint64 y = (guint64)b->number;

    switch (op) {
    case IR_OP_ADD:
        *ret_result = x + y;
        return true;
    case IR_OP_SUBTRACT:
        *ret_result = x - y;
        return true;
    case IR_OP_MULTIPLY:
        *ret_result = x * y;
        return true;
    case IR_OP_DIVIDE:
    case IR_OP_REMAINDER:
        return divide(op, a, b, is_unsigned, ret_result);
    case IR_OP_SHIFT_LEFT:
    case IR_OP_SHIFT_RIGHT:
        return shift(op, a, b, ret_result);
    case IR_OP_BIT_AND:
        *ret_result = x & y;
        return true;
    case IR_OP_BIT_OR:
        *ret_result = x | y;
        return true;
    case IR_OP_BIT_XOR:
        *ret_result = x ^ y;
        return true;
    default:
        return false;
    }
}

static const Term *integers(Interpreter *interpreter, IrOperator op,
                            const Term *a, const Term *b)
{
    bool is_unsigned = a->is_unsigned || b->is_unsigned;
    const Term *compared =
        compare_by_order(interpreter, op, order_of(a, b, is_unsigned));
    guint64 result = 0;

    if (compared) {
        return compared;
    }
    if (op == IR_OP_SHIFT_LEFT || op == IR_OP_SHIFT_RIGHT) {
        is_unsigned = a->is_unsigned;
    }
    if (!calculate(op, a, b, is_unsigned, &result)) {
        return NULL;
    }
    return term_number(interpreter, (gint64)result, is_unsigned, NULL);
}

static double real_of(const Term *term)
{
    if (term->kind == TERM_REAL) {
        return term->real;
    }
    return term->is_unsigned ? (double)(guint64)term->number
                             : (double)term->number;
}

static const Term *reals(Interpreter *interpreter, IrOperator op, const Term *a,
                         const Term *b)
{
    double x = real_of(a);
    double y = real_of(b);
    const Term *compared = compare_by_order(interpreter, op, (x > y) - (x < y));

    if (compared) {
        return compared;
    }
    switch (op) {
    case IR_OP_ADD:
        return term_real(interpreter, x + y);
    case IR_OP_SUBTRACT:
        return term_real(interpreter, x - y);
    case IR_OP_MULTIPLY:
        return term_real(interpreter, x * y);
    case IR_OP_DIVIDE:
        return y != 0 ? term_real(interpreter, x / y) : NULL;
    default:
        return NULL;
    }
}

/* What is known although one operand is not. */
static const Term *absorbed(IrOperator op, const Term *a, const Term *b)
{
    const Term *zero = term_is_null(a) ? a : b;

    if (!term_is_null(zero)) {
        return NULL;
    }
    switch (op) {
    case IR_OP_MULTIPLY:
    case IR_OP_BIT_AND:
        return zero;
    case IR_OP_ADD:
    case IR_OP_BIT_OR:
    case IR_OP_BIT_XOR:
        return zero == a ? b : a;
    case IR_OP_SUBTRACT:
    case IR_OP_SHIFT_LEFT:
    case IR_OP_SHIFT_RIGHT:
        return zero == b ? a : NULL;
    default:
        return NULL;
    }
}

static const Term *known_result(Interpreter *interpreter, IrOperator op,
                                const Term *a, const Term *b)
{
    bool a_is_number = a->kind == TERM_INTEGER || a->kind == TERM_REAL;
    bool b_is_number = b->kind == TERM_INTEGER || b->kind == TERM_REAL;

    if (a->kind == TERM_INTEGER && b->kind == TERM_INTEGER) {
        return integers(interpreter, op, a, b);
    }
    if (a_is_number && b_is_number) {
        return reals(interpreter, op, a, b);
    }
    if (op == IR_OP_ADD && term_is_address(a) && b->kind == TERM_INTEGER) {
        return pointer_add(interpreter, a, b->number);
    }
    if (op == IR_OP_ADD && term_is_address(b) && a->kind == TERM_INTEGER) {
        return pointer_add(interpreter, b, a->number);
    }
    if (op == IR_OP_SUBTRACT && term_is_address(a) && b->kind == TERM_INTEGER) {
        return pointer_add(interpreter, a, -b->number);
    }
    if (term_is_address(a) || term_is_address(b)) {
        return compare_addresses(interpreter, op, a, b);
    }
    return absorbed(op, a, b);
}

typedef struct Operation {
    IrOperator op;
    const Term *other;
} Operation;

static const Term *apply_both(Interpreter *interpreter, const Term *right,
                              void *data)
{
    const Operation *operation = data;
    const Term *left = operation->other;
    const Term *result = known_result(interpreter, operation->op, left, right);

    if (result) {
        return result;
    }
    result = term_unknownf(interpreter, "%s %s %s",
                           term_operand_text(interpreter, left),
                           operator_spelling(operation->op),
                           term_operand_text(interpreter, right));
    test_note_comparison(interpreter, result->text, operation->op, left, right);
    return result;
}

static const Term *apply_left(Interpreter *interpreter, const Term *left,
                              void *data)
{
    const Operation *operation = data;
    Operation inner = {operation->op, left};

    return term_map(interpreter, operation->other, apply_both, &inner);
}

const Term *apply_binary(Interpreter *interpreter, IrOperator op,
                         const Term *left, const Term *right)
{
    Operation operation = {op, right};

    if (op == IR_OP_COMMA) {
        return right;
    }
    return term_map(interpreter, left, apply_left, &operation);
}

static const Term *negated_text(Interpreter *interpreter, const Term *operand)
{
    const char *inner = operand->kind == TERM_UNKNOWN
                            ? text_negated(interpreter, operand->text)
                            : NULL;

    if (inner) {
        return term_unknown(interpreter, inner);
    }
    return term_unknownf(interpreter, "!%s",
                         term_operand_text(interpreter, operand));
}

static const Term *apply_one(Interpreter *interpreter, const Term *operand,
                             void *data)
{
    IrOperator op = *(const IrOperator *)data;
    Truth truth = term_truth(operand);

    if (op == IR_OP_NOT) {
        return truth == TRUTH_UNKNOWN
                   ? negated_text(interpreter, operand)
                   : boolean(interpreter, truth == TRUTH_FALSE);
    }
    if (op == IR_OP_PLUS) {
        return operand;
    }
    if (operand->kind == TERM_INTEGER) {
        guint64 bits = (guint64)operand->number;

        return term_number(interpreter,
                           (gint64)(op == IR_OP_NEGATE ? 0 - bits : ~bits),
                           operand->is_unsigned, NULL);
    }
    if (operand->kind == TERM_REAL && op == IR_OP_NEGATE) {
        return term_real(interpreter, -operand->real);
    }
    return term_unknownf(interpreter, "%s%s", operator_spelling(op),
                         term_operand_text(interpreter, operand));
}

const Term *apply_unary(Interpreter *interpreter, IrOperator op,
                        const Term *operand)
{
    return term_map(interpreter, operand, apply_one, &op);
}
