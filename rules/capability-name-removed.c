/*
 * capability-name-removed: the name of a capability is no longer known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The status file of a running guest lists the capabilities of its QEMU by\n"
    "name. A libvirt that does not know a name cannot read the file after an\n"
    "upgrade and loses the guest.\n"
    "\n"
    "Repair: keep the name, with an X_ before the enumerator, when nothing asks\n"
    "for the capability any more.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CAPABILITY;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "capability %s (%s) is no longer known: status files may name it",
        change->name, change->note);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_capability_name_removed = {
    .id = "capability-name-removed",
    .summary = "the name of a capability is no longer known",
    .help = help,
    .consumes = 1 << CHANGE_CAPABILITY,
    .check = check,
};
