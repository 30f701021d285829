/*
 * state-forgotten: a member that some code has to keep is not kept.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "A member of a guest's description or of the driver's state is new, and code\n"
    "that has to treat all members of its record leaves it out: it decides what\n"
    "is saved and sent, and is not in the status file, so that it is lost when\n"
    "the daemon is restarted; or a copy of the record does not have it; or a\n"
    "reset does not clear it, so that the next migration starts with the last\n"
    "one's value.\n"
    "\n"
    "Repair: format and parse it with the status XML; copy it; reset it.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    const char *what = change->after.value.string;

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "%s (%s) %s", change->note, change->name,
        g_str_equal(what, "status")
            ? "decides what is saved and is lost when libvirt restarts"
        : g_str_equal(what, "copy") ? "is not copied with its record"
                                    : "is not reset with its record");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         "its record");
}

const Rule rule_state_forgotten = {
    .id = "state-forgotten",
    .summary = "a member of a guest's state is not kept",
    .help = help,
    .example = "libvirt 61a0026a94 (websocketGenerated)",
    .consumes = 1 << CHANGE_FORGOTTEN,
    .check = check,
};
