/*
 * vmstate-version-raised: the version of a vmstate changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "A destination refuses a section or subsection with a version above its\n"
    "own: raising it ends migration to older QEMUs for all machine types,\n"
    "lowering it migration to newer ones.\n"
    "\n"
    "Repair: leave the version alone and send new state in a subsection\n"
    "that old machine types turn off. Drawback: none but the extra\n"
    "property.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_VERSION_RAISED &&
        change->vmstate->kind != VMSTATE_CHANGE_VERSION_LOWERED) {
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

const Rule rule_vmstate_version_raised = {
    .id = "vmstate-version-raised",
    .summary = "the version of a vmstate changed",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
