/*
 * migcompat facts TREE: what was read out of one tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"
#include "command/gaps.h"
#include "command/output.h"
#include "command/tree.h"
#include "facts/json.h"
#include "project/project.h"

static const char help[] =
    "Prints everything that was found in the tree (schema migcompat.facts/1),\n"
    "and what could not be read as \"gaps\". With --format text, a summary.\n"
    "A saved facts file can stand for the tree: it is read and written again.\n"
    "\n"
    "Exit status: 0; 1 if it failed; 8 if a whole file could not be analysed\n"
    "(a gap of the construct \"file\"). Other gaps are in the result and do\n"
    "not change the exit status.";

static const struct {
    const char *name;
    const GPtrArray *(*list)(const FactSet *facts);
} kinds[] = {
    {"machine types", fact_set_machine_types},
    {"drivers", fact_set_drivers},
    {"vmstates", fact_set_vmstates},
    {"options", fact_set_options},
    {"RAM blocks", fact_set_ram_blocks},
    {"steps of the setup", fact_set_setup_steps},
    {"CPU models", fact_set_cpu_models},
    {"deprecations", fact_set_deprecations},
    {"QAPI entities", fact_set_qapi},
    {"emissions", fact_set_emissions},
    {"refusals", fact_set_refusals},
    {"capabilities", fact_set_capabilities},
    {"rules about capabilities", fact_set_capability_rules},
    {"migration parameters", fact_set_migration_parameters},
    {"features of the migration cookie", fact_set_migration_cookies},
    {"rules of migratable XML", fact_set_migratable_xml},
    {"ABI checks", fact_set_abi_checks},
    {"enumerations of the XML", fact_set_xml_enums},
    {"defaults of the XML", fact_set_xml_defaults},
};

static guint count_properties(const FactSet *facts)
{
    const GPtrArray *drivers = fact_set_drivers(facts);
    guint n = 0;

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        n += driver->properties->len;
    }
    return n;
}

static guint count_compat(const FactSet *facts)
{
    const GPtrArray *machines = fact_set_machine_types(facts);
    guint n = 0;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        n += machine->compat->len;
    }
    return n;
}

static void print_summary(const FactSet *facts, Output *output)
{
    g_autofree char *title = tree_title(facts);
    g_autoptr(GArray) counts = gap_counts(facts);

    output_heading(output, title);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].list(facts)->len > 0) {
            output_print(output, "%8u %s\n", kinds[i].list(facts)->len,
                         kinds[i].name);
        }
    }
    if (fact_set_drivers(facts)->len > 0) {
        output_print(output, "%8u properties of drivers\n",
                     count_properties(facts));
        output_print(output, "%8u compat properties of machine types\n",
                     count_compat(facts));
    }
    output_print(output, "%8u gaps\n", fact_set_gaps(facts)->len);
    for (guint i = 0; i < counts->len; i++) {
        const GapCount *count = &g_array_index(counts, GapCount, i);

        output_print(output, "%16u %s\n", count->n, count->construct);
    }
}

static guint print_plan(const CommandOptions *options, GError **error)
{
    g_autoptr(Source) source = source_open(options->operands[0], error);
    g_autofree char *plan =
        source ? project_plan(source, options->plan, error) : NULL;
    g_autoptr(Output) output = plan ? output_open(options, error) : NULL;

    if (!output) {
        return STATUS_FAILED;
    }
    fputs(plan, output->stream);
    return output_finish(output, error) ? STATUS_NOTHING : STATUS_FAILED;
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) facts = NULL;
    g_autoptr(Output) output = NULL;

    if (options->plan) {
        return print_plan(options, error);
    }
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
        print_summary(facts, output);
    } else if (!facts_json_write(facts, output->stream, error)) {
        return STATUS_FAILED;
    }
    if (!output_finish(output, error)) {
        return STATUS_FAILED;
    }
    return tree_status(facts);
}

const Command command_facts = {
    .name = "facts",
    .operands = "TREE",
    .n_operands = 1,
    .summary = "what was read out of one tree, and what could not be read",
    .help = help,
    .takes = TAKES_TARGET | TAKES_TREES | TAKES_COLOR | TAKES_PLAN,
    .formats = 1 << FORMAT_JSON | 1 << FORMAT_TEXT,
    .default_format = FORMAT_JSON,
    .run = run,
};
