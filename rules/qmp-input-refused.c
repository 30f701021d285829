/*
 * qmp-input-refused: QMP no longer takes a command, an argument or a value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include <string.h>

static const char help[] =
    "Management sets up guests and migrations by QMP: what it sends to both\n"
    "sides in the same way (migration capabilities and parameters, objects,\n"
    "block devices) is refused by a QEMU whose schema has no such command,\n"
    "argument or value, or that wants more than it gets. A migration\n"
    "capability that one side does not know cannot be turned on for either.\n"
    "\n"
    "Repair: deprecate for two releases first, and see that no supported\n"
    "libvirt depends on it. What is experimental (x-, unstable) is silent.\n";

static const char *message_of(const RuleContext *context, const Change *change)
{
    const char *kind = change->before.value.string;
    bool is_command = g_str_equal(kind, "command");
    bool is_enum = g_str_equal(kind, "enum");
    bool is_needed = g_str_equal(change->note, "needed");
    const char *deprecated = strchr(change->note, '(');

    if (!change->name) {
        return findings_format(context->findings, "QMP command %s is gone%s%s",
                               change->driver, deprecated ? " " : "",
                               deprecated ? deprecated : "");
    }
    return findings_format(
        context->findings, "QMP %s %s no longer %s %s%s%s",
        is_command ? "command" : kind, change->driver,
        is_needed ? "goes without" : (is_enum ? "has" : "takes"), change->name,
        deprecated ? " " : "", deprecated ? deprecated : "");
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_OPTION;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "the schema before");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         "the schema now");
}

const Rule rule_qmp_input_refused = {
    .id = "qmp-input-refused",
    .summary = "QMP no longer takes a command, an argument or a value",
    .help = help,
    .example = "0222111a22b2",
    .consumes = 1 << CHANGE_QAPI,
    .check = check,
};
