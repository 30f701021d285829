/*
 * subsection-removed: a subsection is gone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "A guest whose source sends the subsection is refused by the newer\n"
    "QEMU, which does not know it. Forward only.\n"
    "\n"
    "Repair: keep the subsection and ignore what it loads.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_REMOVED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy = "keep the subsection and ignore what it loads";
    }
}

const Rule rule_subsection_removed = {
    .id = "subsection-removed",
    .summary = "a subsection is gone",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
