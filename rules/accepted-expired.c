/*
 * accepted-expired: an entry about accepted findings has expired.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "Findings are accepted for a time, so that somebody looks at them again.\n"
    "From the day after the one that the entry names, it accepts nothing and\n"
    "its findings are back.\n"
    "\n"
    "Repair: judge the findings anew; then give a later day, or remove the\n"
    "entry from .migcompat-accepted and repair what was found.\n";

/* Found where acceptances are applied (rules/accepted.c), not in a change. */
static void check(const RuleContext *context, const Change *change)
{
    (void)context;
    (void)change;
}

const Rule rule_accepted_expired = {
    .id = "accepted-expired",
    .summary = "an entry about accepted findings has expired",
    .help = help,
    .consumes = 0,
    .check = check,
};
