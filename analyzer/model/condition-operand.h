/*
 * condition-operand.h: values in a test, some of which are open, and what C's
 * operators make of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/condition.h"

/* Not yet read if it has a path: how much of it is asked for is not known
 * before the operator after it. */
typedef struct Operand {
    Value value;
    ConditionVerdict truth; /* of an unknown value */
    char *path;             /* NULL */
} Operand;

Operand operand_open(void);
Operand operand_number(gint64 number);
Operand operand_verdict(ConditionVerdict verdict);

/* false: it is no number, or open. */
bool operand_to_number(const Value *value, gint64 *ret_number);
ConditionVerdict operand_truth(const Operand *operand);
ConditionVerdict verdict_not(ConditionVerdict verdict);

/* Open, as far as the operands leave it so. */
Operand operand_apply(const char *operator, const Operand * x,
                      const Operand *y);
