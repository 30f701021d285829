/*
 * vmstate-unmigratable-changed: a device became unmigratable, or no
 * longer is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "A guest with an unmigratable device cannot be migrated at all: whoever\n"
    "had such guests loses that with the newer QEMU. A device that became\n"
    "migratable cannot be sent to older QEMUs.\n"
    "\n"
    "Repair: give the device a vmstate; if its state cannot be sent, say so\n"
    "in the documentation of deprecated and removed features.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_UNMIGRATABLE_CHANGED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "give the device a vmstate";
    }
}

const Rule rule_vmstate_unmigratable_changed = {
    .id = "vmstate-unmigratable-changed",
    .summary = "a device became unmigratable, or no longer is",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
