/*
 * The table of rules, and running them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

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
    findings_sort(findings);
    return findings;
}
