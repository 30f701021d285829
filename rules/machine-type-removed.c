/*
 * machine-type-removed: guests of that machine type cannot start any more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The newer QEMU does not know the machine type: it refuses to start as the\n"
    "destination of a guest that has it. Forward only; guests started by the\n"
    "newer QEMU cannot have it.\n"
    "\n"
    "QEMU removes versioned machine types on purpose six years after their\n"
    "release, three years after deprecating them; what was deprecated in the\n"
    "older tree is marked so. Whoever has such guests must move them to another\n"
    "machine type while they are shut down.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    bool is_promise = change->machine_types->len > 0;

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = is_promise ? SEVERITY_BREAK : SEVERITY_RISK;
    if (!is_promise) {
        g_ptr_array_add(finding->machine_types, (char *)finding->name);
    }
    finding->message = findings_format(
        context->findings, "machine type %s is gone%s", change->name,
        change->note ? " (it was deprecated)" : "");
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         findings_text(context->findings, change->note));
    if (!change->note) {
        finding->remedy = "keep the machine type until it has been deprecated "
                          "for two releases";
    }
}

const Rule rule_machine_type_removed = {
    .id = "machine-type-removed",
    .summary = "a machine type is gone",
    .help = help,
    .consumes = 1 << CHANGE_MACHINE_TYPE_REMOVED,
    .check = check,
};
