/*
 * Conditions of Kconfig and of build files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-kconfig-condition.h"

/* Deeper ones are of no real tree: they may hold. */
#define MAX_DEPTH 500

typedef enum ConditionKind {
    CONDITION_CONSTANT,
    CONDITION_SYMBOL,
    CONDITION_NOT,
    CONDITION_AND,
    CONDITION_OR,
} ConditionKind;

struct Condition {
    ConditionKind kind;
    Truth truth;
    char *symbol;
    const Condition *left;
    const Condition *right; /* NULL of a negation */
    guint depth;
};

static void condition_free(gpointer data)
{
    Condition *condition = data;

    g_free(condition->symbol);
    g_free(condition);
}

GPtrArray *condition_pool_new(void)
{
    return g_ptr_array_new_with_free_func(condition_free);
}

static Condition *add(GPtrArray *pool, ConditionKind kind)
{
    Condition *condition = g_new0(Condition, 1);

    condition->kind = kind;
    g_ptr_array_add(pool, condition);
    return condition;
}

const Condition *condition_constant(GPtrArray *pool, Truth truth)
{
    Condition *condition = add(pool, CONDITION_CONSTANT);

    condition->truth = truth;
    return condition;
}

const Condition *condition_symbol(GPtrArray *pool, const char *symbol)
{
    Condition *condition = add(pool, CONDITION_SYMBOL);

    condition->symbol = g_strdup(symbol);
    return condition;
}

static const Condition *join(GPtrArray *pool, ConditionKind kind,
                             const Condition *left, const Condition *right)
{
    guint depth = MAX(left->depth, right ? right->depth : 0) + 1;
    Condition *condition;

    if (depth > MAX_DEPTH) {
        return condition_constant(pool, TRUTH_MAYBE);
    }
    condition = add(pool, kind);
    condition->left = left;
    condition->right = right;
    condition->depth = depth;
    return condition;
}

const Condition *condition_not(GPtrArray *pool, const Condition *operand)
{
    if (!operand) {
        return condition_constant(pool, TRUTH_NO);
    }
    return join(pool, CONDITION_NOT, operand, NULL);
}

const Condition *condition_and(GPtrArray *pool, const Condition *left,
                               const Condition *right)
{
    if (!left || !right) {
        return left ? left : right;
    }
    return join(pool, CONDITION_AND, left, right);
}

const Condition *condition_or(GPtrArray *pool, const Condition *left,
                              const Condition *right)
{
    if (!left || !right) {
        return NULL;
    }
    return join(pool, CONDITION_OR, left, right);
}

void condition_symbols(const Condition *condition, GHashTable *symbols)
{
    if (!condition || condition->kind == CONDITION_CONSTANT ||
        condition->kind == CONDITION_NOT) {
        return;
    }
    if (condition->kind == CONDITION_SYMBOL) {
        g_hash_table_add(symbols, condition->symbol);
        return;
    }
    condition_symbols(condition->left, symbols);
    condition_symbols(condition->right, symbols);
}

Truth condition_evaluate(const Condition *condition, ConditionLookup lookup,
                         void *user)
{
    Truth left;
    Truth right;

    if (!condition) {
        return TRUTH_YES;
    }
    if (condition->kind == CONDITION_CONSTANT) {
        return condition->truth;
    }
    if (condition->kind == CONDITION_SYMBOL) {
        return lookup(condition->symbol, user);
    }
    left = condition_evaluate(condition->left, lookup, user);
    if (condition->kind == CONDITION_NOT) {
        return TRUTH_YES - left;
    }
    right = condition_evaluate(condition->right, lookup, user);
    return condition->kind == CONDITION_AND ? MIN(left, right)
                                            : MAX(left, right);
}
