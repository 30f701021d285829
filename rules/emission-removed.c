/*
 * emission-removed: libvirt no longer gives QEMU an argument for the same XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "A guest that the older libvirt started runs with the argument; the newer one\n"
    "starts the destination without it, for the same XML. If QEMU's default\n"
    "differs, the guest sees another machine, or the stream does not fit, in both\n"
    "directions.\n"
    "\n"
    "Repair: keep emitting it, or see that QEMU's default is the same in every\n"
    "version that is supported.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->after.exists) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_EMISSION;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "%s is no longer emitted for the same XML%s%s",
        change->name, *change->note ? " (it was if " : "", change->note);
    if (*change->note) {
        finding->message =
            findings_format(context->findings, "%s)", finding->message);
    }
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "emitted here");
}

const Rule rule_emission_removed = {
    .id = "emission-removed",
    .summary = "libvirt no longer emits an argument for the same XML",
    .help = help,
    .consumes = 1 << CHANGE_EMISSION,
    .check = check,
};
