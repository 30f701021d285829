/*
 * compat-entry-removed: a compat entry of a released machine type is gone
 * or says something else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "The default is what it was, but the entry that gave released machine\n"
    "types another value was removed, edited, or is no longer reached by\n"
    "them. Guests of those machine types see the device change, in both\n"
    "directions.\n"
    "\n"
    "Repair: put the entry back into its list, or let the machine types\n"
    "apply that list again.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_ENTRY_REMOVED || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->message = findings_format(
        context->findings, "the compat entry for %s.%s no longer applies",
        change->driver, change->name);
}

const Rule rule_compat_entry_removed = {
    .id = "compat-entry-removed",
    .summary =
        "a compat entry of a released machine type is gone or says something else",
    .help = help,
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
