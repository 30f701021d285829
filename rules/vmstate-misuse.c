/*
 * Faults that a tree's descriptions have by themselves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-misuse.h"

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

void each_new_misuse(const RuleContext *context, const char *const *what,
                     MisuseReport report)
{
    const GPtrArray *all = fact_set_vmstates(context->comparison->after.facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *state = all->pdata[i];

        for (guint j = 0; j < state->misuses->len; j++) {
            const VMStateMisuse *misuse =
                &g_array_index(state->misuses, VMStateMisuse, j);

            if (g_strv_contains(what, misuse->what) &&
                !is_known(context, state, misuse)) {
                report(context, state, misuse);
            }
        }
    }
}

Finding *add_misuse_finding(const RuleContext *context, const VMState *state,
                            const VMStateMisuse *misuse)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_VMSTATE;
    finding->driver = findings_text(context->findings, state->driver);
    finding->name =
        findings_format(context->findings, "%s %s %s", misused_name(state),
                        misuse->what, misuse->name);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding_add_evidence(finding, EVIDENCE_NEW, &misuse->location,
                         findings_text(context->findings, misuse->used));
    return finding;
}

const char *misused_name(const VMState *state)
{
    return state->name ? state->name : state->symbol;
}
