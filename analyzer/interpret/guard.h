/*
 * guard.h: lists of conditions, all of which hold.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

/* For Interpreter.guard_lists. */
GHashTable *guards_table(void);
/* Both lists without repetitions; interned. */
const Guard *guards_join(Interpreter *interpreter, const Guard *a, guint n_a,
                         const Guard *b, guint n_b, guint *ret_n);
/* What holds if not all of `guards` (at least one) do. */
Guard guards_negation(Interpreter *interpreter, const Guard *guards,
                      guint n_guards);
char *guards_text(const Guard *guards, guint n_guards);
/* `term` without the alternatives that the conditions in force exclude. */
const Term *guards_filter(Interpreter *interpreter, const Term *term);
