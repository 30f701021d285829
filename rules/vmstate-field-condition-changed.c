/*
 * vmstate-field-condition-changed: the condition under which a field is
 * sent changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "Both sides decide by themselves whether the field is on the wire. If\n"
    "their conditions differ, one sends what the other does not read.\n"
    "\n"
    "Repair: keep the condition for old machine types; what decides must be\n"
    "the same on both sides, so it must come from the machine type or the\n"
    "device's properties, or from state that was loaded before.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_CONDITION) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the condition for old machine types";
    }
}

const Rule rule_vmstate_field_condition_changed = {
    .id = "vmstate-field-condition-changed",
    .summary = "the condition under which a field is sent changed",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
