/*
 * vmstate-misuse.h: faults that a tree's descriptions have by themselves, as
 * far as the older tree has not got them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"

/* Calls `report` for each misuse of the newer tree that is of none of the kinds
 * that only the older tree has too. `what` ends with NULL. */
typedef void (*MisuseReport)(const RuleContext *context, const VMState *state,
                             const VMStateMisuse *misuse);
void each_new_misuse(const RuleContext *context, const char *const *what,
                     MisuseReport report);

/* A finding of severity risk, in both directions, without a message. */
Finding *add_misuse_finding(const RuleContext *context, const VMState *state,
                            const VMStateMisuse *misuse);

/* "name", or the symbol of one without name. */
const char *misused_name(const VMState *state);
