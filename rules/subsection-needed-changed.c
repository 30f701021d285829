/*
 * subsection-needed-changed: the condition under which a subsection is
 * sent changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

static const char help[] =
    "Whether a subsection is sent is the source's decision; the destination\n"
    "takes it or takes its absence for the default. A condition that became\n"
    "wider sends it to destinations that may not expect the state; one that\n"
    "became narrower loses state.\n"
    "\n"
    "Repair: keep the old condition for old machine types.\n";

/* One test that became another is most often the same one, said in another
 * way; one that is new or gone is not. */
static Severity severity_of(const VMStateDifference *difference)
{
    return difference->old_subsection->needed &&
                   difference->new_subsection->needed
               ? SEVERITY_INFO
               : SEVERITY_RISK;
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->vmstate->kind != VMSTATE_CHANGE_SUBSECTION_NEEDED) {
        return;
    }
    finding =
        add_vmstate_finding(context, change, severity_of(change->vmstate));
    if (finding) {
        finding->remedy = "keep the old condition for old machine types";
    }
}

const Rule rule_subsection_needed_changed = {
    .id = "subsection-needed-changed",
    .summary = "the condition under which a subsection is sent changed",
    .help = help,
    .consumes = 1 << CHANGE_VMSTATE,
    .check = check,
};
