/*
 * Two trees of one project compared and judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/judgement.h"

ReportTree judgement_tree(const FactSet *facts)
{
    const ReportTree tree = {
        .project = fact_set_project(facts),
        .version = fact_set_version(facts),
        .label = fact_set_label(facts),
        .revision = fact_set_revision(facts),
    };

    return tree;
}

/* Two targets may have machine types of one name: Arm's and m68k's virt. */
static void add_name(GPtrArray *names, const char *name)
{
    if (names->len == 0 ||
        !g_str_equal(g_ptr_array_index(names, names->len - 1), name)) {
        g_ptr_array_add(names, (char *)name);
    }
}

static void list_promised(Judgement *judgement)
{
    const GArray *types = judgement->comparison->promised;

    for (guint i = 0; i < types->len; i++) {
        const PromisedType *type = &g_array_index(types, PromisedType, i);

        add_name(judgement->promised, type->before->name);
        if (!type->after) {
            add_name(judgement->removed, type->before->name);
        }
    }
}

static bool can_be_compared(const FactSet *before, const FactSet *after,
                            GError **error)
{
    if (g_strcmp0(fact_set_project(before), fact_set_project(after)) == 0) {
        return true;
    }
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                "'%s' is a tree of %s and '%s' one of %s: only trees of one "
                "project can be compared",
                fact_set_label(before), fact_set_project(before),
                fact_set_label(after), fact_set_project(after));
    return false;
}

Judgement *judgement_new(const FactSet *before, const FactSet *after,
                         const CommandOptions *options, GError **error)
{
    Judgement *judgement;

    if (!can_be_compared(before, after, error)) {
        return NULL;
    }
    judgement = g_new0(Judgement, 1);
    judgement->comparison =
        comparison_new(before, after, options->target, options->machine);
    judgement->findings = rules_judge(judgement->comparison);
    judgement->promised = g_ptr_array_new();
    judgement->removed = g_ptr_array_new();
    judgement->n_changes = change_set_all(judgement->comparison->changes)->len;
    list_promised(judgement);
    return judgement;
}

void judgement_free(Judgement *judgement)
{
    if (!judgement) {
        return;
    }
    findings_free(judgement->findings);
    comparison_free(judgement->comparison);
    g_ptr_array_unref(judgement->promised);
    g_ptr_array_unref(judgement->removed);
    g_free(judgement);
}
