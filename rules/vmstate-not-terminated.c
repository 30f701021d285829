/*
 * vmstate-not-terminated: a list of fields or subsections has no end
 * mark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "QEMU reads on behind the list, whatever stands there: the stream has\n"
    "fields by chance, or saving crashes.\n"
    "\n"
    "Repair: end the list with VMSTATE_END_OF_LIST(), a list of subsections\n"
    "with NULL.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_NOT_TERMINATED) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy =
            "end the list with VMSTATE_END_OF_LIST(), or NULL for "
            "subsections";
    }
}

const Rule rule_vmstate_not_terminated = {
    .id = "vmstate-not-terminated",
    .summary = "a list of fields or subsections has no end mark",
    .help = help,
    .example = "37352df30fbc, fixed by 3afca1d6d413",
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
