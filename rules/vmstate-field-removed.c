/*
 * vmstate-field-removed: a vmstate no longer sends a field.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "What follows the missing bytes is misread on the other side, in both\n"
    "directions.\n"
    "\n"
    "Repair: keep the place with VMSTATE_UNUSED of the same size; the older\n"
    "QEMU then reads zeros, which must be harmless to it.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_REMOVED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the place with VMSTATE_UNUSED of the same size";
    }
}

const Rule rule_vmstate_field_removed = {
    .id = "vmstate-field-removed",
    .summary = "a vmstate no longer sends a field",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
