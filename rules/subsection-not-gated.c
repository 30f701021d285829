/*
 * subsection-not-gated: a new subsection is sent for machine types that
 * existed before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The old QEMU does not know the new subsection and refuses the stream\n"
    "that carries it, so migration new -> old fails whenever it is sent.\n"
    "\n"
    "Repair: let the needed function test a device property and turn that\n"
    "property off in the compat list of the last released version. A needed\n"
    "function that looks at run-time state only makes the failure rare, not\n"
    "impossible: it is a risk that depends on what the guest does. Without\n"
    "any needed function it is always sent.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_ADDED) {
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

const Rule rule_subsection_not_gated = {
    .id = "subsection-not-gated",
    .summary =
        "a new subsection is sent for machine types that existed before it",
    .help = help,
    .example = "64d4a5343173, fixed by 3725ef1a944b",
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
