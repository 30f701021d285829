/*
 * vmstate-minimum-raised: a vmstate no longer accepts old versions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "A destination refuses a version below its minimum_version_id: guests\n"
    "from older QEMUs that send such a version cannot come in. Forward\n"
    "only.\n"
    "\n"
    "Repair: keep the minimum for as long as machine types exist whose QEMU\n"
    "sent that version.\n";

static void check(const RuleContext *context, const Change *change)
{
    const VMStateDifference *difference = change->vmstate;
    Finding *finding;

    if (difference->kind != VMSTATE_CHANGE_MINIMUM_RAISED) {
        return;
    }
    /* With a raised version it is one step, which has its own rule, unless it
     * refuses what the old QEMU sends. */
    if (difference->before->version_id != difference->after->version_id &&
        difference->before->version_id >=
            difference->after->minimum_version_id) {
        return;
    }
    finding = add_vmstate_finding(context, change, SEVERITY_RISK);
    if (finding) {
        finding->remedy = "keep minimum_version_id";
    }
}

const Rule rule_vmstate_minimum_raised = {
    .id = "vmstate-minimum-raised",
    .summary = "a vmstate no longer accepts old versions",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
