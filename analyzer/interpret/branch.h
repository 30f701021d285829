/*
 * branch.h: running on in several ways from one point, and bringing the ways
 * together.
 *
 * A way that leaves its block early (return, break, continue, goto) while
 * another goes on is suspended: its changes and conditions are kept until the
 * others reach the place it went to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

Mark branch_mark(Interpreter *interpreter);
void branch_push(Interpreter *interpreter, const Guard *guards, guint n);

/* The same for conditions that are assumed from here on, as the ways on which
 * they do not hold have ended. Nothing unless exclusive tests are asked for. */
void branch_assume(Interpreter *interpreter, const Guard *guards, guint n);

GArray *strands_new(void); /* Strand */
/*
 * The way run since `mark`, and those suspended since (from index `first`
 * on), are appended to `strands`; everything is taken back to the mark.
 */
void branch_gather(Interpreter *interpreter, Mark mark, guint first, Flow flow,
                   const Term *value, GArray *strands);
/* Adds a way on which nothing happens. */
void branch_add_idle(Interpreter *interpreter, Mark mark, const Guard *guards,
                     guint n_guards, const Term *value, GArray *strands);
/*
 * Goes on with the ways of `strands`, which is freed: those that flow
 * normally are merged, the others suspended. Without any normal one, goes on
 * with one of the others. `ret_value` may be NULL.
 */
Flow branch_converge(Interpreter *interpreter, Mark mark, GArray *strands,
                     const Term **ret_value);
/* Here the ways suspended since `first` meet that went to this place, and
 * the present one (`flow`) if it did. */
Flow branch_join(Interpreter *interpreter, guint first, Flow kind,
                 const char *label, Flow flow);
bool branch_is_awaited(const Interpreter *interpreter, guint first, Flow kind,
                       const char *label);
/* Forgets the ways suspended since `first`. */
void branch_drop(Interpreter *interpreter, guint first);
