/*
 * accepted-unused: an entry about accepted findings accepts none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "What the entry accepted is repaired, or rule, subject or machine types are\n"
    "not written as the finding has them: then the finding is shown although\n"
    "somebody meant to accept it. An entry that is left behind would hide the\n"
    "same fault when it comes back.\n"
    "\n"
    "Repair: remove the entry from .migcompat-accepted, or correct it.\n";

/* Found where acceptances are applied (rules/accepted.c), not in a change. */
static void check(const RuleContext *context, const Change *change)
{
    (void)context;
    (void)change;
}

const Rule rule_accepted_unused = {
    .id = "accepted-unused",
    .summary = "an entry about accepted findings accepts none",
    .help = help,
    .consumes = 0,
    .check = check,
};
