/*
 * The table of rules, and running them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible.h"
#include "rules/lost.h"
#include "rules/rule.h"
#include "rules/waiting.h"

#define RULE(name) extern const Rule rule_##name;
#define RETIRED(name)
#include "rules/rules.def"
#undef RULE

const Rule *const all_rules[] = {
#define RULE(name) &rule_##name,
#include "rules/rules.def"
#undef RULE
    NULL,
};
#undef RETIRED

const Rule *rule_find(const char *id)
{
    for (guint i = 0; all_rules[i]; i++) {
        if (g_str_equal(all_rules[i]->id, id)) {
            return all_rules[i];
        }
    }
    return NULL;
}

/* Is the driver a part of other boards, for all machine types concerned? */
static bool is_foreign(const Comparison *comparison, const Finding *finding,
                       const char *name)
{
    bool is_any = false;

    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const Driver *driver;

        if (!g_ptr_array_find_with_equal_func(finding->machine_types,
                                              type->before->name, g_str_equal,
                                              NULL)) {
            continue;
        }
        /* Other targets have machine types of that name as well. */
        driver = qemu_model_driver(type->old_model, name);
        if (!driver || qemu_model_possible(type->old_model, driver,
                                           type->before) == POSSIBLE_NO) {
            continue;
        }
        if (!qemu_model_is_foreign(type->old_model, driver, type->before)) {
            return false;
        }
        is_any = true;
    }
    return is_any;
}

/* What could break, had somebody a use for the device there. */
static void weaken_foreign(const Comparison *comparison, Findings *findings)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);
        bool is_weak = finding->severity < SEVERITY_RISK &&
                       finding->drivers->len > 0 &&
                       finding->machine_types->len > 0;

        for (guint k = 0; is_weak && k < finding->drivers->len; k++) {
            is_weak = is_foreign(comparison, finding,
                                 g_ptr_array_index(finding->drivers, k));
        }
        if (is_weak) {
            finding->severity = SEVERITY_RISK;
            finding->message = findings_format(
                findings,
                "%s (a part of other boards: these machine types have no bus "
                "for it, unless another device brings one)",
                finding->message);
        }
    }
}

Findings *rules_judge(Comparison *comparison)
{
    const GPtrArray *changes = change_set_all(comparison_changes(comparison));
    Findings *findings = findings_new();

    for (guint i = 0; all_rules[i]; i++) {
        const RuleContext context = {all_rules[i], comparison, findings};

        for (guint j = 0; j < changes->len; j++) {
            const Change *change = g_ptr_array_index(changes, j);

            if (all_rules[i]->consumes & (1u << change->kind)) {
                all_rules[i]->check(&context, change);
            }
        }
    }
    findings_remove_lost(findings, comparison);
    weaken_foreign(comparison, findings);
    weaken_waiting(comparison, findings);
    findings_sort(findings);
    return findings;
}
