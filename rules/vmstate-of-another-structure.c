/*
 * vmstate-of-another-structure: a description or a test of it takes the
 * pointer that it gets for another structure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-misuse.h"

static const char help[] =
    "Fields are found by their offset in a structure, and tests cast the pointer\n"
    "that they get. All of them get the same one, the device or what was given to\n"
    "vmstate_register(), and the compiler does not compare them. With the wrong\n"
    "structure other memory is sent, overwritten when the stream is loaded, or\n"
    "asked whether to send.\n"
    "\n"
    "Repair: name the structure that the description is of; reach the inner one\n"
    "through it.\n";

static const char *message_of(const RuleContext *context, const VMState *state,
                              const VMStateMisuse *misuse)
{
    if (g_str_equal(misuse->what, "driver")) {
        return findings_format(context->findings,
                               "'%s' is sent by %s, a %s, and its fields are "
                               "those of %s",
                               misused_name(state), misuse->name,
                               misuse->expected, misuse->used);
    }
    return findings_format(context->findings,
                           "%s '%s' of '%s' is for %s, its fields are those of "
                           "%s",
                           misuse->what, misuse->name, misused_name(state),
                           misuse->used, misuse->expected);
}

static void report(const RuleContext *context, const VMState *state,
                   const VMStateMisuse *misuse)
{
    add_misuse_finding(context, state, misuse)->message =
        message_of(context, state, misuse);
}

static void check(const RuleContext *context, const Change *change)
{
    static const char *const what[] = {"field",      "test",   "needed",
                                       "subsection", "driver", NULL};

    (void)change;
    each_new_misuse(context, what, report);
}

const Rule rule_vmstate_of_another_structure = {
    .id = "vmstate-of-another-structure",
    .summary = "a description or a test of it is for another structure",
    .help = help,
    .example = "d5093d961585, fixed by 62a4d87d2e4a",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
