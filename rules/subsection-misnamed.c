/*
 * subsection-misnamed: a subsection has the name of another, or one that
 * cannot be found.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The destination looks a subsection up by its name, which must begin\n"
    "with the name of what it belongs to and a slash: one with a wrong\n"
    "prefix is not recognised as a subsection, and of two with one name\n"
    "only the first is ever loaded. Both directions, and between two equal\n"
    "QEMUs too.\n"
    "\n"
    "Repair: give it a name of its own with the right prefix; if it was\n"
    "released, a wrong name can be changed only together with the break it\n"
    "repairs.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_DUPLICATE &&
        change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_PREFIX) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "name it after its vmstate, with a name of its own";
    }
}

const Rule rule_subsection_misnamed = {
    .id = "subsection-misnamed",
    .summary =
        "a subsection has the name of another, or one that cannot be found",
    .help = help,
    .example = "a90db1584a00, fixed in 9.2",
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
