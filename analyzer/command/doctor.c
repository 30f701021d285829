/*
 * migcompat doctor TREE: how each extractor fared, and the blind spots.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"
#include "command/gaps.h"
#include "command/output.h"
#include "command/tree.h"

#define LISTED_PER_CONSTRUCT 10

static const char help[] =
    "For each construct: how many of them stand in the text (expected), how\n"
    "many were read, how many of those only by a second way of parsing\n"
    "(healed), and how many could not be read (gaps). Below, each gap with its\n"
    "place and reason: the first ten of each construct, or all of them with\n"
    "--severity info.\n"
    "\n"
    "Exit status: 0; 1 if it failed; 8 if a whole file could not be analysed.";

static void print_table(const FactSet *facts, Output *output)
{
    const GPtrArray *censuses = fact_set_censuses(facts);
    g_autofree char *head =
        g_strdup_printf("%-24s %9s %9s %9s %9s", "construct", "expected",
                        "read", "healed", "gaps");

    output_heading(output, head);
    for (guint i = 0; i < censuses->len; i++) {
        const Census *census = g_ptr_array_index(censuses, i);

        output_print(output, "%-24s %9u %9u %9u %9u\n", census->construct,
                     census->expected, census->read, census->healed,
                     census->gaps);
    }
}

static void print_text(const FactSet *facts, const CommandOptions *options,
                       Output *output)
{
    bool all = options->severity == SEVERITY_CHOICE_INFO;
    g_autofree char *title = tree_title(facts);
    g_autoptr(GArray) counts = gap_counts(facts);

    output_print(output, "%s\n\n", title);
    print_table(facts, output);
    for (guint i = 0; i < counts->len; i++) {
        const GapCount *count = &g_array_index(counts, GapCount, i);
        g_autofree char *head =
            g_strdup_printf("%s: %u gaps", count->construct, count->n);

        output_print(output, "\n");
        output_heading(output, head);
        gaps_print(facts, count->construct, all ? 0 : LISTED_PER_CONSTRUCT,
                   output);
    }
}

static void print_json_text(Output *output, const char *name, const char *text)
{
    output_print(output, "\"%s\": ", name);
    if (text) {
        output_json_string(output, text);
    } else {
        output_print(output, "null");
    }
}

static void print_json_tree(const FactSet *facts, Output *output)
{
    output_print(output, "{\n  \"schema\": \"migcompat.doctor/1\",\n");
    output_print(output, "  \"tree\": {");
    print_json_text(output, "project", fact_set_project(facts));
    output_print(output, ", ");
    print_json_text(output, "version", fact_set_version(facts));
    output_print(output, ", ");
    print_json_text(output, "label", fact_set_label(facts));
    output_print(output, ", ");
    print_json_text(output, "revision", fact_set_revision(facts));
    output_print(output, "},\n");
}

static void print_json_censuses(const FactSet *facts, Output *output)
{
    const GPtrArray *censuses = fact_set_censuses(facts);

    output_print(output, "  \"censuses\": [");
    for (guint i = 0; i < censuses->len; i++) {
        const Census *census = g_ptr_array_index(censuses, i);

        output_print(output, "%s\n    {", i ? "," : "");
        print_json_text(output, "construct", census->construct);
        output_print(output,
                     ", \"expected\": %u, \"read\": %u, \"healed\": %u, "
                     "\"gaps\": %u}",
                     census->expected, census->read, census->healed,
                     census->gaps);
    }
    output_print(output, "\n  ],\n");
}

static void print_json_gaps(const FactSet *facts, Output *output)
{
    const GPtrArray *gaps = fact_set_gaps(facts);

    output_print(output, "  \"gaps\": [");
    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        output_print(output, "%s\n    {", i ? "," : "");
        print_json_text(output, "construct", gap->construct);
        output_print(output, ", ");
        print_json_text(output, "subject", gap->subject);
        output_print(output, ", ");
        print_json_text(output, "reason", gap->reason);
        output_print(output, ", \"location\": {");
        print_json_text(output, "file", gap->location.file);
        output_print(output, ", \"line\": %u}}", gap->location.line);
    }
    output_print(output, "\n  ]\n}\n");
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) facts = NULL;
    g_autoptr(Output) output = NULL;

    if (!output_check(options, error) ||
        !tree_check_target(options->operands[0], options, error)) {
        return STATUS_FAILED;
    }
    facts = tree_facts(options->operands[0], options, error);
    output = facts ? output_open(options, error) : NULL;
    if (!output) {
        return STATUS_FAILED;
    }
    if (options->format == FORMAT_TEXT) {
        print_text(facts, options, output);
    } else {
        print_json_tree(facts, output);
        print_json_censuses(facts, output);
        print_json_gaps(facts, output);
    }
    if (!output_finish(output, error)) {
        return STATUS_FAILED;
    }
    return tree_status(facts);
}

const Command command_doctor = {
    .name = "doctor",
    .operands = "TREE",
    .n_operands = 1,
    .summary = "what each extractor matched, and the blind spots",
    .help = help,
    .takes = TAKES_TARGET | TAKES_SEVERITY | TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON,
    .default_format = FORMAT_TEXT,
    .run = run,
};
