/*
 * migcompat compare OLD NEW: what differs between two trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/compare.h"

#include <string.h>

#include "command/command.h"
#include "command/pairs.h"
#include "command/tree.h"
#include "model/qemu-model.h"

static const char help[] =
    "Lists what differs between the facts of two trees, with the place in the\n"
    "old and in the new one. Nothing is judged: a difference may be harmless.\n"
    "Of compat properties, the last entry for a property is compared, which is\n"
    "the one that counts. --machine limits what is said of machine types.\n"
    "\n"
    "Exit status: 0; 1 if it failed; 8 if a whole file of either tree could\n"
    "not be analysed.";

char *compare_targets_text(Names targets)
{
    return targets ? g_strjoinv(",", (char **)targets) : g_strdup("");
}

GPtrArray *compare_choose(const Comparison *comparison, const GPtrArray *facts,
                          gsize targets_at)
{
    const char *target = comparison->options->target;
    GPtrArray *chosen = g_ptr_array_new();

    for (guint i = 0; i < facts->len; i++) {
        gpointer fact = g_ptr_array_index(facts, i);
        Names targets = G_STRUCT_MEMBER(Names, fact, targets_at);

        if (!target || targets_include(targets, target)) {
            g_ptr_array_add(chosen, fact);
        }
    }
    return chosen;
}

static char *option_name(const void *fact)
{
    return g_strdup(((const Option *)fact)->name);
}

void compare_options(const Comparison *comparison)
{
    gsize targets_at = G_STRUCT_OFFSET(Option, targets);
    g_autoptr(GPtrArray) before = compare_choose(
        comparison, fact_set_options(comparison->before), targets_at);
    g_autoptr(GPtrArray) after = compare_choose(
        comparison, fact_set_options(comparison->after), targets_at);
    g_autoptr(GArray) pairs = pair_facts(before, after, option_name, NULL);

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        const Option *option = pair->before;

        if (option && !pair->after) {
            g_autofree char *subject = g_strconcat("-", option->name, NULL);
            const Side side = {.location = &option->location};

            differences_add(comparison->differences, DIFFERENCE_OPTION_REMOVED,
                            subject, &side, NULL, NULL);
        }
    }
}

static bool can_be_compared(const FactSet *before, const FactSet *after,
                            GError **error)
{
    if (g_strcmp0(fact_set_project(before), fact_set_project(after)) != 0) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "a tree of %s cannot be compared with one of %s",
                    fact_set_project(before), fact_set_project(after));
        return false;
    }
    return true;
}

static void print_comparison(const Comparison *comparison, Output *output)
{
    g_autofree char *old = tree_title(comparison->before);
    g_autofree char *new = tree_title(comparison->after);
    g_autofree char *title = g_strdup_printf("%s -> %s", old, new);

    output_heading(output, title);
    output_print(output, "%8u gaps in the old tree, %u in the new one\n",
                 fact_set_gaps(comparison->before)->len,
                 fact_set_gaps(comparison->after)->len);
    differences_print(comparison->differences, output);
}

static guint compare_facts(const FactSet *before, const FactSet *after,
                           const CommandOptions *options, GError **error)
{
    g_autoptr(Differences) differences = differences_new();
    g_autoptr(Output) output = NULL;
    const Comparison comparison = {before, after, options, differences};

    if (!can_be_compared(before, after, error)) {
        return STATUS_FAILED;
    }
    compare_machine_types(&comparison);
    compare_drivers(&comparison);
    compare_vmstates(&comparison);
    compare_options(&comparison);
    output = output_open(options, error);
    if (!output) {
        return STATUS_FAILED;
    }
    print_comparison(&comparison, output);
    if (!output_finish(output, error)) {
        return STATUS_FAILED;
    }
    return tree_status(before) | tree_status(after);
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) before = NULL;
    g_autoptr(FactSet) after = NULL;

    if (!output_check(options, error)) {
        return STATUS_FAILED;
    }
    before = tree_facts(options->operands[0], options, error);
    after = before ? tree_facts(options->operands[1], options, error) : NULL;
    return after ? compare_facts(before, after, options, error) : STATUS_FAILED;
}

const Command command_compare = {
    .name = "compare",
    .operands = "OLD NEW",
    .n_operands = 2,
    .summary = "what differs between two trees",
    .help = help,
    .takes = TAKES_MACHINE | TAKES_TARGET | TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT,
    .default_format = FORMAT_TEXT,
    .run = run,
};
