/*
 * vmstate-section-renamed: a section has another name or instance id.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "Sections are found by name and instance id. A section that the\n"
    "destination does not know ends the migration (Unknown savevm section),\n"
    "in both directions.\n"
    "\n"
    "Repair: keep the name (VMStateDescription.name, also if the type or\n"
    "file is renamed) and the instance id.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SECTION_RENAMED &&
        change->vmstate->kind != VMSTATE_CHANGE_INSTANCE_CHANGED &&
        change->vmstate->kind != VMSTATE_CHANGE_REGISTERED_DIFFERENTLY) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the section name and the instance id";
    }
}

const Rule rule_vmstate_section_renamed = {
    .id = "vmstate-section-renamed",
    .summary = "a section has another name or instance id",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
