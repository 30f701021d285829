/*
 * migcompat explain [RULE]: what a rule means and how to repair what it finds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/command.h"
#include "command/output.h"
#include "rules/rule.h"

static const char help[] =
    "Without a name, the catalogue: one line for each rule. With one, why the\n"
    "change breaks migration, in which direction, how to repair it, which\n"
    "drawback the repair has, and a commit that had it. --all: all of them.";

static void print_catalogue(Output *output)
{
    for (guint i = 0; all_rules[i]; i++) {
        output_print(output, "%-32s %s\n", all_rules[i]->id,
                     all_rules[i]->summary);
    }
}

static void print_rule(const Rule *rule, Output *output)
{
    gsize length = strlen(rule->help);

    output_heading(output, rule->id);
    output_print(output, "%s\n\n%s%s", rule->summary, rule->help,
                 length && rule->help[length - 1] == '\n' ? "" : "\n");
    if (rule->example) {
        output_print(output, "\nIn QEMU's history: %s.\n", rule->example);
    }
}

static void print_all(Output *output)
{
    for (guint i = 0; all_rules[i]; i++) {
        output_print(output, "%s", i ? "\n\n" : "");
        print_rule(all_rules[i], output);
    }
}

static guint run(const CommandOptions *options, GError **error)
{
    const char *id = options->n_operands ? options->operands[0] : NULL;
    const Rule *rule = id ? rule_find(id) : NULL;
    g_autoptr(Output) output = NULL;

    if (id && !rule) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "there is no rule '%s'; 'migcompat explain' lists them",
                    id);
        return STATUS_FAILED;
    }
    output = output_open(options, error);
    if (!output) {
        return STATUS_FAILED;
    }
    if (rule) {
        print_rule(rule, output);
    } else if (options->all) {
        print_all(output);
    } else {
        print_catalogue(output);
    }
    return output_finish(output, error) ? STATUS_NOTHING : STATUS_FAILED;
}

const Command command_explain = {
    .name = "explain",
    .operands = "[RULE]",
    .n_operands = 0,
    .n_optional = 1,
    .summary = "what a rule means and how to repair what it finds",
    .help = help,
    .takes = TAKES_ALL | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT,
    .default_format = FORMAT_TEXT,
    .run = run,
};
