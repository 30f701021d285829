/*
 * vmstate-field-resized: a field of a vmstate has another size or count.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "All that follows the field is misread on the other side, in both\n"
    "directions. The size may also change with a constant, a structure or a\n"
    "build option far away.\n"
    "\n"
    "Repair: keep the size on the wire (an array of the old length, a field\n"
    "of the old width), and send what is more in a subsection.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_RESIZED &&
        change->vmstate->kind != VMSTATE_CHANGE_FIELD_COUNT) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy =
            "keep the size on the wire and send what is more in a "
            "subsection";
    }
}

const Rule rule_vmstate_field_resized = {
    .id = "vmstate-field-resized",
    .summary = "a field of a vmstate has another size or count",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
