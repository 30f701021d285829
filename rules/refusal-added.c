/*
 * refusal-added: libvirt refuses guests that it took before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "A guest whose XML meets the condition runs under the older libvirt and is\n"
    "refused by the newer one: when it comes in, when it is restored, or when it\n"
    "wants to leave. What the message is about existed before, so such guests may\n"
    "exist.\n"
    "\n"
    "Repair: refuse only when a guest is newly defined\n"
    "(VIR_DOMAIN_DEF_PARSE_ABI_UPDATE), or only what never worked.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_RISK;
    finding->message =
        findings_format(context->findings, "new refusal: \"%s\", if %s",
                        change->name, change->note);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
}

const Rule rule_refusal_added = {
    .id = "refusal-added",
    .summary = "libvirt refuses what it took before",
    .help = help,
    .example = "libvirt b7118623ad (iommu)",
    .consumes = 1 << CHANGE_REFUSAL,
    .check = check,
};
