/*
 * vmstate-of-another-structure: a description or a test of it takes the
 * pointer that it gets for another structure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/rule.h"

static const char help[] =
    "Fields are found by their offset in a structure, and tests cast the pointer\n"
    "that they get. All of them get the same one, the device or what was given to\n"
    "vmstate_register(), and the compiler does not compare them. With the wrong\n"
    "structure other memory is sent, overwritten when the stream is loaded, or\n"
    "asked whether to send.\n"
    "\n"
    "Repair: name the structure that the description is of; reach the inner one\n"
    "through it.\n";

static bool is_known(const RuleContext *context, const VMState *state,
                     const VMStateMisuse *misuse)
{
    const GPtrArray *all = fact_set_vmstates(context->comparison->before.facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *other = all->pdata[i];

        for (guint j = 0; j < other->misuses->len; j++) {
            const VMStateMisuse *known =
                &g_array_index(other->misuses, VMStateMisuse, j);

            if (g_strcmp0(other->name, state->name) == 0 &&
                g_str_equal(known->what, misuse->what) &&
                g_str_equal(known->name, misuse->name) &&
                g_str_equal(known->used, misuse->used)) {
                return true;
            }
        }
    }
    return false;
}

static const char *message_of(const RuleContext *context, const VMState *state,
                              const VMStateMisuse *misuse)
{
    if (g_str_equal(misuse->what, "driver")) {
        return findings_format(context->findings,
                               "'%s' is sent by %s, a %s, and its fields are "
                               "those of %s",
                               state->name ? state->name : state->symbol,
                               misuse->name, misuse->expected, misuse->used);
    }
    return findings_format(context->findings,
                           "%s '%s' of '%s' is for %s, its fields are those of "
                           "%s",
                           misuse->what, misuse->name,
                           state->name ? state->name : state->symbol,
                           misuse->used, misuse->expected);
}

static void report(const RuleContext *context, const VMState *state,
                   const VMStateMisuse *misuse)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_VMSTATE;
    finding->driver = findings_text(context->findings, state->driver);
    finding->name = findings_format(context->findings, "%s %s %s",
                                    state->name ? state->name : state->symbol,
                                    misuse->what, misuse->name);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = message_of(context, state, misuse);
    finding_add_evidence(finding, EVIDENCE_NEW, &misuse->location,
                         findings_text(context->findings, misuse->used));
}

static void check(const RuleContext *context, const Change *change)
{
    const GPtrArray *all = fact_set_vmstates(context->comparison->after.facts);

    (void)change;
    for (guint i = 0; i < all->len; i++) {
        const VMState *state = all->pdata[i];

        for (guint j = 0; j < state->misuses->len; j++) {
            const VMStateMisuse *misuse =
                &g_array_index(state->misuses, VMStateMisuse, j);

            if (!is_known(context, state, misuse)) {
                report(context, state, misuse);
            }
        }
    }
}

const Rule rule_vmstate_of_another_structure = {
    .id = "vmstate-of-another-structure",
    .summary = "a description or a test of it is for another structure",
    .help = help,
    .example = "d5093d961585, fixed by 62a4d87d2e4a",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
