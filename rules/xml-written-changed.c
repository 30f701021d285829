/*
 * xml-written-changed: the same description of a guest is written differently.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "Whether an element or attribute is written or read now depends on other\n"
    "flags than before, or it is no longer written although it is still read.\n"
    "What was run-time state may become configuration of the destination, or get\n"
    "lost on the way: in save images, status files, and the XML that is sent.\n"
    "\n"
    "Repair: keep what migratable XML (VIR_DOMAIN_DEF_FORMAT_MIGRATABLE) and\n"
    "inactive XML have as it was; write new state under flags of its own.\n";

static const char *message_of(const RuleContext *context, const Change *change)
{
    const char *before = change->before.value.kind == VALUE_STRING
                             ? change->before.value.string
                             : "";

    if (!change->after.exists) {
        return findings_format(context->findings,
                               "XML no longer has %s, which is still read",
                               change->note);
    }
    return findings_format(
        context->findings, "%s depends on %s now (before: %s)", change->note,
        *change->after.value.string ? change->after.value.string : "no flag",
        *before ? before : "no flag");
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_xml_written_changed = {
    .id = "xml-written-changed",
    .summary = "the same description of a guest is written differently",
    .help = help,
    .example = "libvirt 7d5bf48474 (run-time network as configuration)",
    .consumes = 1 << CHANGE_XML_WRITTEN,
    .check = check,
};
