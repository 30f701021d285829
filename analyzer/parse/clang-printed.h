/*
 * clang-printed.h: the operators of a declaration as libclang prints it;
 * private to parse/, for libclang before 17.
 *
 * Printing a declaration gives its text with the macros expanded. The
 * operators in that text come in the order of the syntax tree, so the two are
 * walked side by side. Unless they agree from the first to the last, nothing
 * is taken from the text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang-lower.h"

typedef enum PrintedPlace {
    PRINTED_BETWEEN, /* operands, or a variable and its initialiser */
    PRINTED_BEFORE,
    PRINTED_AFTER,
} PrintedPlace;

typedef struct PrintedOperator {
    guint8 place;       /* PrintedPlace */
    guint8 op;          /* IrOperator; IR_OP_UNKNOWN: __extension__ */
    guint8 is_compound; /* an assignment with an operation */
} PrintedOperator;

/* Of a printed text. Stars before an operand are left out: they look like
 * those of a type. */
GArray *printed_operators(const char *text);

/* Of an item of the declaration that was recorded last; NULL if it can't be
 * told. */
const PrintedOperator *printed_find(Lowering *lowering, const Item *item);

/* clang-operator-text.c: what the text between or around the operands says,
 * IR_OP_UNKNOWN if the operator comes out of a macro's body. */
IrOperator item_spelled_binary(Lowering *lowering, const Item *item);
IrOperator item_spelled_unary(Lowering *lowering, const Item *item,
                              bool *ret_transparent);

/* Is it a dereference by its types? `ret_doubtful`: the types fit `!` too. */
bool item_could_be_dereference(Lowering *lowering, const Item *item,
                               bool *ret_doubtful);

typedef struct OperatorText {
    const char *text;
    guint8 op;
} OperatorText;

/* The operator that the text starts with, NULL if it is none. */
const OperatorText *operator_between(const char *text, const char *end);
const OperatorText *operator_before(const char *text, const char *end);
const OperatorText *operator_after(const char *text, const char *end);
