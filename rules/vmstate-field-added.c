/*
 * vmstate-field-added: a vmstate sends a field that it did not send.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The bytes of a vmstate follow each other without names or lengths: a\n"
    "destination that does not expect the field takes its bytes for the\n"
    "next one, or refuses the stream when its end is not where it should\n"
    "be. A new field with a raised version lets the newer QEMU read older\n"
    "streams, and the older one refuse newer ones: backward migration still\n"
    "breaks.\n"
    "\n"
    "Repair: put the new state into a subsection whose needed function\n"
    "tests a property that old machine types turn off.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_ADDED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy =
            "put the new state into a subsection whose needed "
            "function tests a property that the compat list of the "
            "last release turns off";
    }
}

const Rule rule_vmstate_field_added = {
    .id = "vmstate-field-added",
    .summary = "a vmstate sends a field that it did not send",
    .help = help,
    .example = "37352df30fbc, fixed by 3afca1d6d413",
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
