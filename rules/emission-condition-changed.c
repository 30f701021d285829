/*
 * emission-condition-changed: an argument no longer needs the XML that it
 * needed, or has its value from the host.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "An argument that was emitted only for guests whose XML has a certain member\n"
    "is now emitted for others as well, or has a value that libvirt finds on the\n"
    "host. Source and destination may then differ for the same XML, in both\n"
    "directions.\n"
    "\n"
    "Repair: put what was found into the guest's XML, so that it is sent to the\n"
    "destination, and emit from there.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;
    bool is_of_host = change->before.value.kind != VALUE_STRING;

    if (!change->before.exists || !change->after.exists) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_EMISSION;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message =
        is_of_host
            ? findings_format(context->findings,
                              "%s has its value from the host now: %s",
                              change->name, change->after.value.string)
            : findings_format(context->findings,
                              "%s is now emitted without %s as well%s%s",
                              change->name, change->before.value.string,
                              *change->note ? ", if " : "", change->note);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_emission_condition_changed = {
    .id = "emission-condition-changed",
    .summary = "an emitted argument no longer depends on the XML alone",
    .help = help,
    .example = "libvirt 2841e6756d (host_mtu from the bridge)",
    .consumes = 1 << CHANGE_EMISSION,
    .check = check,
};
