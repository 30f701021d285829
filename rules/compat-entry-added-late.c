/*
 * compat-entry-added-late: a compat entry was added to machine types that
 * were released without it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "The default is what it was, and an entry that the older QEMU did not\n"
    "have now gives released machine types another value. Either it belongs\n"
    "to a later list, or it is the late repair of a change that was\n"
    "released: then the machine types agree again with the versions before\n"
    "that change, and differ from those that had it. No choice serves both.\n"
    "\n"
    "Repair: if a default is being changed for the coming version, the\n"
    "entry belongs to the list of the last released one. If it is a late\n"
    "repair, say so in the commit message and name both pairs of versions.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_ENTRY_ADDED || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->message = findings_format(
        context->findings,
        "a new compat entry changes %s.%s for released machine types",
        change->driver, change->name);
}

const Rule rule_compat_entry_added_late = {
    .id = "compat-entry-added-late",
    .summary =
        "a compat entry was added to machine types that were released without it",
    .help = help,
    .example = "3725ef1a944b",
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
