/*
 * vmstate-removed: a device no longer has its section.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "A stream of the older QEMU has a section that the newer one does not\n"
    "know: it is refused. Forward; backward the older QEMU misses the\n"
    "state.\n"
    "\n"
    "Repair: keep the description, with its fields as unused bytes if\n"
    "nothing else is left of them.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_STATE_REMOVED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the description, with unused bytes for what is "
                          "gone";
    }
}

const Rule rule_vmstate_removed = {
    .id = "vmstate-removed",
    .summary = "a device no longer has its section",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
