/*
 * migration-parameter-changed: libvirt turns on another migration capability by
 * itself, or no longer knows one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "A migration capability that libvirt turns on without being asked has to be\n"
    "the same on both sides: a side that does not know of it does not turn it on,\n"
    "and the stream is not understood or a step of the protocol is missing. A\n"
    "parameter that is gone is refused when it is asked for.\n"
    "\n"
    "Repair: turn it on only if the other side's cookie says that it has it.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    bool is_always_on = g_strcmp0(change->note, "always-on") == 0;

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MIGRATION;
    finding->directions = is_always_on ? DIRECTION_BOTH : DIRECTION_FORWARD;
    finding->severity = is_always_on ? SEVERITY_RISK : SEVERITY_INFO;
    finding->message = findings_format(
        context->findings, "migration %s %s is %s", change->driver,
        change->name,
        is_always_on && change->after.exists
            ? "now always turned on"
            : (is_always_on ? "no longer always turned on" : "gone"));
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_migration_parameter_changed = {
    .id = "migration-parameter-changed",
    .summary = "libvirt uses other migration capabilities by itself",
    .help = help,
    .consumes = 1 << CHANGE_MIGRATION_PARAMETER,
    .check = check,
};
