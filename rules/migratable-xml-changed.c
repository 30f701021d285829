/*
 * migratable-xml-changed: what is left out of, or rewritten in, the XML for the
 * destination.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "Migratable XML is made for older libvirts: what they imply is left out, what\n"
    "they do not know is rewritten. A new rule may drop what a destination would\n"
    "fill in differently (another address, another model); a rule that is gone\n"
    "sends what an older libvirt refuses.\n"
    "\n"
    "Repair: drop only what every destination implies for this very machine type\n"
    "and architecture, and only if it has nothing that the user set: no alias, no\n"
    "address, no option.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions =
        change->after.exists ? DIRECTION_BOTH : DIRECTION_BACKWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "migratable XML: %s (%s) %s%s%s", change->name,
        change->driver, change->after.exists ? "is new" : "is gone",
        change->note ? ", if " : "", change->note ? change->note : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_migratable_xml_changed = {
    .id = "migratable-xml-changed",
    .summary = "other parts are left out of the XML for the destination",
    .help = help,
    .example =
        "libvirt 409b5f5495 (default USB controller), fixed by 192a53e07c",
    .consumes = 1 << CHANGE_MIGRATABLE_XML,
    .check = check,
};
