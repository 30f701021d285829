/*
 * qemu-kconfig-condition.h: the conditions of Kconfig and of build files, in
 * three values: what depends on the host or is not understood may hold.
 *
 * A condition belongs to the pool it was made in and may be shared within it.
 * NULL stands for a condition that always holds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* In this order: conjunction is the smaller, disjunction the larger one. */
typedef enum Truth {
    TRUTH_NO,
    TRUTH_MAYBE,
    TRUTH_YES,
} Truth;

typedef struct Condition Condition;
typedef Truth (*ConditionLookup)(const char *symbol, void *user);

GPtrArray *condition_pool_new(void);

const Condition *condition_constant(GPtrArray *pool, Truth truth);
const Condition *condition_symbol(GPtrArray *pool, const char *symbol);
const Condition *condition_not(GPtrArray *pool, const Condition *operand);
const Condition *condition_and(GPtrArray *pool, const Condition *left,
                               const Condition *right);
const Condition *condition_or(GPtrArray *pool, const Condition *left,
                              const Condition *right);

/* Adds the symbols that the condition names (char *, borrowed from it) and
 * that are not negated. */
void condition_symbols(const Condition *condition, GHashTable *symbols);

Truth condition_evaluate(const Condition *condition, ConditionLookup lookup,
                         void *user);
