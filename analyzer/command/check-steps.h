/*
 * check-steps.h: which change of a series introduces and which cures what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check.h"

/* One change of a series: which findings begin with it, which end. */
typedef struct CheckStep {
    const char *title;     /* borrowed from the state */
    GPtrArray *introduces; /* const Finding * */
    GPtrArray *cures;
} CheckStep;

typedef struct CheckSteps {
    GArray *steps;         /* CheckStep; empty if there is one change only */
    GPtrArray *judgements; /* Judgement *: what the findings belong to */
} CheckSteps;

CheckSteps *check_steps_new(void);
void check_steps_free(CheckSteps *steps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CheckSteps, check_steps_free)

/* Compares the base with each state; `whole` is its comparison with the last
 * one, and must live as long. */
bool check_steps_find(CheckSteps *steps, const Check *check,
                      const Judgement *whole, GError **error);
