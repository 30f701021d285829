/*
 * abi-check-incomplete: what the guest sees is not part of the ABI check.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "When the user gives XML for the destination, and when a save image's XML is\n"
    "edited, virDomainDefCheckABIStability has to refuse what would change the\n"
    "guest's machine. It does not look at this member: the destination may start\n"
    "with another machine than the source had.\n"
    "\n"
    "Repair: compare the member in the check of its record, in the commit that\n"
    "introduces it.\n"
    "\n"
    "Drawback: once released, guests whose XML differs there are refused where\n"
    "they went through before.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    bool is_emitted = change->after.value.kind == VALUE_STRING;

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "the ABI check does not compare %s (%s)%s%s",
        change->note, change->name,
        is_emitted ? ", which decides " : ", which no driver uses yet",
        is_emitted ? change->after.value.string : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         "its record");
}

const Rule rule_abi_check_incomplete = {
    .id = "abi-check-incomplete",
    .summary = "the ABI check does not compare what the guest sees",
    .help = help,
    .example = "libvirt abca72faa4 (num-queues)",
    .consumes = 1 << CHANGE_ABI_HOLE,
    .check = check,
};
