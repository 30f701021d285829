/*
 * emission-added: libvirt gives QEMU an argument for XML that existed before it
 * did.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "A guest that the older libvirt started runs without the argument; the newer\n"
    "one starts the destination with it (and the other way round), for the same\n"
    "XML. Where the argument decides what the guest sees, or which state is sent,\n"
    "the two sides differ, in both directions. A capability of QEMU does not\n"
    "help: both sides may have the same QEMU.\n"
    "\n"
    "Repair: emit it only for what the XML asks for in so many words, with a new\n"
    "element or attribute; fill in a default when a guest is defined, so that it\n"
    "is part of the XML that is sent, and strip it from migratable XML where\n"
    "older libvirts do not know it.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->before.exists) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_EMISSION;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "%s is now emitted for XML that existed before%s%s",
        change->name, *change->note ? ", if " : "", change->note);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         "emitted here");
}

const Rule rule_emission_added = {
    .id = "emission-added",
    .summary = "libvirt emits an argument for XML that existed before",
    .help = help,
    .example = "libvirt 7b401c3bda (qxl max_outputs from heads)",
    .consumes = 1 << CHANGE_EMISSION,
    .check = check,
};
