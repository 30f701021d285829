/*
 * Which change of a series introduces and which cures what.
 *
 * The base is compared with the tree after each change. A finding that comes
 * up there and was not there after the change before begins with it; one that
 * goes was cured. So a change that repairs what an earlier one broke is told
 * from one that breaks something of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-steps.h"

#include "command/findings.h"

static void clear_step(gpointer data)
{
    CheckStep *step = data;

    g_ptr_array_unref(step->introduces);
    g_ptr_array_unref(step->cures);
}

static void free_judgement(gpointer judgement)
{
    judgement_free(judgement);
}

CheckSteps *check_steps_new(void)
{
    CheckSteps *steps = g_new0(CheckSteps, 1);

    steps->steps = g_array_new(FALSE, FALSE, sizeof(CheckStep));
    g_array_set_clear_func(steps->steps, clear_step);
    steps->judgements = g_ptr_array_new_with_free_func(free_judgement);
    return steps;
}

void check_steps_free(CheckSteps *steps)
{
    if (steps) {
        g_array_unref(steps->steps);
        g_ptr_array_unref(steps->judgements);
        g_free(steps);
    }
}

static bool has_fingerprint(const GPtrArray *findings, const Finding *wanted)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (g_str_equal(finding->fingerprint, wanted->fingerprint)) {
            return true;
        }
    }
    return false;
}

/* Those of `findings` that `others` has not. */
static GPtrArray *without(const GPtrArray *findings, const GPtrArray *others)
{
    GPtrArray *rest = g_ptr_array_new();

    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = g_ptr_array_index(findings, i);

        if (!has_fingerprint(others, finding)) {
            g_ptr_array_add(rest, finding);
        }
    }
    return rest;
}

/* NULL on failure; *ret_owned is set if it is the caller's. */
static const Judgement *judge_state(CheckSteps *steps, const Check *check,
                                    const Judgement *whole, guint at,
                                    GError **error)
{
    const CheckState *state = g_ptr_array_index(check->states, at);
    Judgement *judgement;

    if (at + 1 == check->states->len) {
        return whole;
    }
    judgement = judgement_new(check_base(check)->facts, state->facts,
                              check->options, error);
    if (judgement) {
        g_ptr_array_add(steps->judgements, judgement);
    }
    return judgement;
}

bool check_steps_find(CheckSteps *steps, const Check *check,
                      const Judgement *whole, GError **error)
{
    g_autoptr(GPtrArray) before = g_ptr_array_new();

    for (guint i = 1; check->states->len > 2 && i < check->states->len; i++) {
        const CheckState *state = g_ptr_array_index(check->states, i);
        const Judgement *judgement = judge_state(steps, check, whole, i, error);
        g_autoptr(GPtrArray) after = NULL;
        CheckStep step = {.title = state->title};

        if (!judgement) {
            return false;
        }
        after = check_choose(check, judgement->findings, FINDINGS_SHOWN);
        step.introduces = without(after, before);
        step.cures = without(before, after);
        g_array_append_val(steps->steps, step);
        g_ptr_array_unref(before);
        before = g_steal_pointer(&after);
    }
    return true;
}
