/*
 * flag-check-stricter: a function that formats or migrates takes fewer flags.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include <string.h>

static const char help[] =
    "The function now refuses flags that it took or ignored before. Callers\n"
    "inside libvirt pass flags of their own (for the status file, for migratable\n"
    "XML), and an older client or the other side of a migration passes flags of\n"
    "its time: the call fails.\n"
    "\n"
    "Repair: check the flags of the public API in its entry point, and let\n"
    "internal functions take internal flags.\n";

static bool matters(const char *function)
{
    return strstr(function, "Migrat") || strstr(function, "Format") ||
           strstr(function, "Parse");
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;
    const char *flags = change->after.value.string;

    if (!matters(change->name)) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MIGRATION;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s() now rejects flags other than %s, internal ones too", change->name,
        *flags ? flags : "none");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_flag_check_stricter = {
    .id = "flag-check-stricter",
    .summary = "a function that formats or migrates takes fewer flags",
    .help = help,
    .example = "libvirt 461e0f1a2d (virDomainDefFormat and the status file)",
    .consumes = 1 << CHANGE_FLAG_CHECK,
    .check = check,
};
