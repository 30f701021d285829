/*
 * vmstate-field-never-loaded: a field is of a later version than the
 * description that it stands in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-misuse.h"

static const char help[] =
    "Loading leaves out the fields whose version is higher than that of the\n"
    "description, and no stream ever has a higher one: such a field is never\n"
    "read. Until 3.1 saving wrote it all the same, and what followed was read in\n"
    "its place; since 4.0 it is not written either, and its state is lost without\n"
    "a word. It breaks between two equal QEMUs as well.\n"
    "\n"
    "VMSTATE_STRUCT and its kin take the version of the field, not the one of the\n"
    "description that they nest.\n"
    "\n"
    "Repair: let the field have version 0, or raise the version of the\n"
    "description if the field is new.\n";

static void report(const RuleContext *context, const VMState *state,
                   const VMStateMisuse *misuse)
{
    Finding *finding = add_misuse_finding(context, state, misuse);

    finding->severity = SEVERITY_BREAK;
    finding->message = findings_format(
        context->findings,
        "field '%s' has %s and its description '%s' %s: it is never loaded",
        misuse->name, misuse->used, misused_name(state), misuse->expected);
}

static void check(const RuleContext *context, const Change *change)
{
    static const char *const what[] = {"version", NULL};

    (void)change;
    each_new_misuse(context, what, report);
}

const Rule rule_vmstate_field_never_loaded = {
    .id = "vmstate-field-never-loaded",
    .summary = "a field is of a later version than its description",
    .help = help,
    .example = "51f233ec92cd, fixed by 72ee08cf4f2d",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
