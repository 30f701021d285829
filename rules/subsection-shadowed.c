/*
 * subsection-shadowed: a nested description takes a subsection for one of its
 * own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "Subsections are told by their names only, and they follow the fields. If\n"
    "the last field is a nested description, and the subsection's name begins\n"
    "with that description's name, the destination takes it for a subsection of\n"
    "the nested one, does not find it there, and refuses the stream. In both\n"
    "directions, whenever the subsection is sent.\n"
    "\n"
    "Repair: give the nested description, whose name is not on the wire, another\n"
    "name.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_SHADOWED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "give the nested description another name";
    }
}

const Rule rule_subsection_shadowed = {
    .id = "subsection-shadowed",
    .summary = "a nested description takes a subsection for one of its own",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
