/*
 * vmstate-padding-used: unused bytes of a vmstate became a field, or the
 * reverse.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "The sizes agree, so the stream is accepted; the bytes mean something\n"
    "on one side only. An older source sends zeros where the newer\n"
    "destination reads state; an older destination that still reads state\n"
    "gets zeros.\n"
    "\n"
    "Repair: let post_load take zero for what was not sent, or use a\n"
    "subsection.\n";

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_PADDING_USED &&
        change->vmstate->kind != VMSTATE_CHANGE_PADDING_MADE) {
        return;
    }
    finding = add_vmstate_finding(context, change, N_SEVERITIES);
    if (finding) {
        finding->remedy =
            "let post_load take zero for what was not sent, or use a "
            "subsection";
    }
}

const Rule rule_vmstate_padding_used = {
    .id = "vmstate-padding-used",
    .summary = "unused bytes of a vmstate became a field, or the reverse",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
