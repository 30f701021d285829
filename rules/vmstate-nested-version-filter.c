/*
 * vmstate-nested-version-filter: the version of a field filters it in
 * another way.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The version of a nested structure is not on the wire; it is used on\n"
    "each side to leave out fields with a higher one. A raised field\n"
    "version in a nested structure thus removes the field from the wire\n"
    "instead of guarding it.\n"
    "\n"
    "Repair: use a subsection, or a test function that old machine types\n"
    "make false.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_FIELD_FILTERED &&
        change->vmstate->kind != VMSTATE_CHANGE_FIELD_VERSION) {
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

const Rule rule_vmstate_nested_version_filter = {
    .id = "vmstate-nested-version-filter",
    .summary = "the version of a field filters it in another way",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
