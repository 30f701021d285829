/*
 * vmstate-element-missing: an array is sent element by element, and one of them
 * is not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-misuse.h"

static const char help[] =
    "Where each element of an array has a field or a subsection of its own, an\n"
    "element that is added needs one as well: nothing else sends it. Without it\n"
    "the destination keeps what its own command line and defaults say, and a\n"
    "difference that the others would tell is not noticed.\n"
    "\n"
    "Repair: add the subsection that its siblings have, gated for the machine\n"
    "types that are released.\n";

static void report(const RuleContext *context, const VMState *state,
                   const VMStateMisuse *misuse)
{
    Finding *finding = add_misuse_finding(context, state, misuse);

    finding->message = findings_format(
        context->findings,
        "%s of %s are sent, each by a field of its own, '%s' of '%s' the last; "
        "what the others hold does not migrate",
        misuse->name, misuse->expected, misuse->used, misused_name(state));
}

static void check(const RuleContext *context, const Change *change)
{
    static const char *const what[] = {"element", NULL};

    (void)change;
    each_new_misuse(context, what, report);
}

const Rule rule_vmstate_element_missing = {
    .id = "vmstate-element-missing",
    .summary = "an element of an array whose others are sent has no field",
    .help = help,
    .example = "2309832afdaf, fixed by 64d4a5343173",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
