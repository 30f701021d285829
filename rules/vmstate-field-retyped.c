/*
 * vmstate-field-retyped: a field of a vmstate is encoded in another way.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The same number of bytes means something else on the other side, or a\n"
    "nested description differs: the destination loads wrong state or\n"
    "refuses the stream.\n"
    "\n"
    "Repair: keep the encoding, convert in pre_save and post_load.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_RETYPED &&
        change->vmstate->kind != VMSTATE_CHANGE_NESTED_CHANGED) {
        return;
    }
    finding = add_vmstate_finding(context, change, SEVERITY_INFO);
    if (finding) {
        finding->remedy =
            "keep the encoding on the wire and convert in pre_save "
            "and post_load";
    }
}

const Rule rule_vmstate_field_retyped = {
    .id = "vmstate-field-retyped",
    .summary = "a field of a vmstate is encoded in another way",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
