/*
 * option-removed: a command line with that option or key is refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The newer QEMU does not accept the option, or the option's key: a command\n"
    "line with it is refused, so a guest that was started with it cannot come\n"
    "in. Forward only, and only for guests that have it.\n"
    "\n"
    "Repair: deprecate it for two releases first, and see that no supported\n"
    "libvirt emits it for guests that may migrate: a destination cannot choose\n"
    "another syntax where the option decides what the guest sees.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_OPTION;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "%s is gone%s: command lines with it are refused",
        change->name, change->note ? " (it was deprecated)" : "");
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "defined here");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         "the option's keys now");
}

const Rule rule_option_removed = {
    .id = "option-removed",
    .summary = "a command-line option or a key of one is gone",
    .help = help,
    .consumes = 1 << CHANGE_OPTION_REMOVED | 1 << CHANGE_OPTION_KEY_REMOVED,
    .check = check,
};
