/*
 * vmstate-field-reordered: the fields of a vmstate stand in another
 * order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "Fields are told apart by nothing but their order on the wire: a\n"
    "destination with another order takes one for the other, silently if\n"
    "their sizes are equal. In both directions.\n"
    "\n"
    "Repair: keep the order; new fields go to the end, into a subsection.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_REORDERED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the old order";
    }
}

const Rule rule_vmstate_field_reordered = {
    .id = "vmstate-field-reordered",
    .summary = "the fields of a vmstate stand in another order",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
