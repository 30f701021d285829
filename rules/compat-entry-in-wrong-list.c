/*
 * compat-entry-in-wrong-list: compat entry stands in the list of another
 * version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "An entry keeps the old value for older machine types, yet not for the\n"
    "newest released one: it stands in the list of an earlier version.\n"
    "Usually the patch was written in one development cycle and merged in\n"
    "the next. Machine types of the version in between change under the\n"
    "guest, in both directions.\n"
    "\n"
    "Repair: move the entry to the list of the last released version. If\n"
    "the wrong list was released already, moving it trades one pair of\n"
    "versions for another: name both in the commit message.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_WRONG_LIST || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &cause.entry->location,
                         "the entry that was meant to keep it");
    finding->message = findings_format(
        context->findings,
        "%s.%s is kept by %s, but that list does not reach these",
        change->driver, change->name,
        cause.entry->list ? cause.entry->list : "an entry");
}

const Rule rule_compat_entry_in_wrong_list = {
    .id = "compat-entry-in-wrong-list",
    .summary = "compat entry stands in the list of another version",
    .help = help,
    .example = "b889212973da, fixed by f983ff95f4c9",
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
