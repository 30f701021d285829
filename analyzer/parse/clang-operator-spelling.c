/*
 * How operators are written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-printed.h"

#if LIBCLANG_MAJOR < 17

#include <string.h>

/* In each table longer ones come first. */
static const OperatorText binary_texts[] = {
    {"<<=", IR_OP_SHIFT_LEFT}, {">>=", IR_OP_SHIFT_RIGHT},
    {"<<", IR_OP_SHIFT_LEFT},  {">>", IR_OP_SHIFT_RIGHT},
    {"<=", IR_OP_LESS_EQUAL},  {">=", IR_OP_GREATER_EQUAL},
    {"==", IR_OP_EQUAL},       {"!=", IR_OP_NOT_EQUAL},
    {"&&", IR_OP_AND},         {"||", IR_OP_OR},
    {"*=", IR_OP_MULTIPLY},    {"/=", IR_OP_DIVIDE},
    {"%=", IR_OP_REMAINDER},   {"+=", IR_OP_ADD},
    {"-=", IR_OP_SUBTRACT},    {"&=", IR_OP_BIT_AND},
    {"^=", IR_OP_BIT_XOR},     {"|=", IR_OP_BIT_OR},
    {"*", IR_OP_MULTIPLY},     {"/", IR_OP_DIVIDE},
    {"%", IR_OP_REMAINDER},    {"+", IR_OP_ADD},
    {"-", IR_OP_SUBTRACT},     {"<", IR_OP_LESS},
    {">", IR_OP_GREATER},      {"&", IR_OP_BIT_AND},
    {"^", IR_OP_BIT_XOR},      {"|", IR_OP_BIT_OR},
    {"=", IR_OP_ASSIGN},       {",", IR_OP_COMMA},
};

static const OperatorText prefix_texts[] = {
    {"++", IR_OP_PRE_INCREMENT}, {"--", IR_OP_PRE_DECREMENT},
    {"&", IR_OP_ADDRESS},        {"*", IR_OP_DEREFERENCE},
    {"+", IR_OP_PLUS},           {"-", IR_OP_NEGATE},
    {"~", IR_OP_COMPLEMENT},     {"!", IR_OP_NOT},
};

static const OperatorText postfix_texts[] = {
    {"++", IR_OP_POST_INCREMENT},
    {"--", IR_OP_POST_DECREMENT},
};

static const OperatorText *find(const OperatorText *table, guint n,
                                const char *text, const char *end)
{
    for (guint i = 0; i < n; i++) {
        gsize length = strlen(table[i].text);

        if ((gsize)(end - text) >= length &&
            memcmp(text, table[i].text, length) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

const OperatorText *operator_between(const char *text, const char *end)
{
    return find(binary_texts, G_N_ELEMENTS(binary_texts), text, end);
}

const OperatorText *operator_before(const char *text, const char *end)
{
    return find(prefix_texts, G_N_ELEMENTS(prefix_texts), text, end);
}

const OperatorText *operator_after(const char *text, const char *end)
{
    return find(postfix_texts, G_N_ELEMENTS(postfix_texts), text, end);
}

#endif
