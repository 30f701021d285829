/*
 * compat-entry-too-narrow: compat entry names one driver and leaves its
 * siblings out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "The property is defined once for several drivers, and the entry that\n"
    "keeps its old value names only one of them: the transitional variant\n"
    "and not the others, the PCI device and not the one for CCW. The ones\n"
    "left out change under old machine types, in both directions.\n"
    "\n"
    "Repair: name the type that defines the property (the common parent, or\n"
    "the device behind all transports) in the entry, or add one for each\n"
    "sibling. Drawback of naming a parent: every child must have the\n"
    "property, or QEMU aborts when it creates one that has not.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_TOO_NARROW || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &cause.entry->location,
                         "the entry for a sibling");
    finding->message =
        findings_format(context->findings,
                        "%s.%s changed: the entry that keeps it names only %s",
                        change->driver, change->name, cause.entry->driver);
}

const Rule rule_compat_entry_too_narrow = {
    .id = "compat-entry-too-narrow",
    .summary = "compat entry names one driver and leaves its siblings out",
    .help = help,
    .example = "bad9c5a5166f, fixed by 62bdb8871512",
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
