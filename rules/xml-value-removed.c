/*
 * xml-value-removed: a value that the older libvirt writes is no longer known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The newer libvirt does not accept the value: a guest whose XML has it cannot\n"
    "come in, and is not read again after an upgrade. Forward only.\n"
    "\n"
    "Repair: go on reading the value, as another name of the new one if it was\n"
    "renamed.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_BREAK;
    finding->message =
        findings_format(context->findings, "%s no longer has the value '%s'",
                        change->driver, change->name);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_xml_value_removed = {
    .id = "xml-value-removed",
    .summary = "a value of the XML is no longer known",
    .help = help,
    .consumes = 1 << CHANGE_XML_ENUM,
    .check = check,
};
