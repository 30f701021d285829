/*
 * vmstate-added: a device sends a section that it did not send.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The older QEMU does not know the section and refuses the stream:\n"
    "backward migration breaks for every guest with the device. Streams of\n"
    "the older QEMU lack it, and the newer one keeps the state it has after\n"
    "reset.\n"
    "\n"
    "Repair: register it only for new machine types (a property that the\n"
    "compat list turns off), or add the state as a subsection of one the\n"
    "device has already.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_STATE_ADDED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy =
            "send it for new machine types only, by a property that "
            "the compat list of the last release turns off";
    }
}

const Rule rule_vmstate_added = {
    .id = "vmstate-added",
    .summary = "a device sends a section that it did not send",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
