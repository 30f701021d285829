/*
 * migcompat machine TREE NAME: the effective value of every property of every
 * driver under one machine type, and how each came about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"
#include "command/machine-json.h"
#include "command/machine-text.h"
#include "command/output.h"
#include "command/tree.h"

static const char help[] =
    "For the machine type NAME (an alias will do): the value that every\n"
    "property of every driver has before a user says anything, with the chain\n"
    "of reasons in the order of application: the default, the compat entries\n"
    "that reach it, and what code sets when the device is realized. A value\n"
    "that only shows at run time has no text but the place that decides it.\n"
    "Then the fields of the machine's class and its CPU models.\n"
    "\n"
    "Where several targets have a machine type of that name, --target chooses;\n"
    "without it x86_64, aarch64, ppc64, s390x and riscv64 are preferred, in\n"
    "this order.\n"
    "\n"
    "Exit status: 0; 1 if it failed or there is no such machine type; 8 if a\n"
    "whole file could not be analysed.";

/* The targets that people migrate between first. */
static const char *const preferred[] = {"x86_64", "aarch64", "ppc64", "s390x",
                                        "riscv64"};

static bool has_name(const MachineType *machine, const char *name)
{
    for (Names alias = machine->aliases; alias && *alias; alias++) {
        if (g_str_equal(*alias, name)) {
            return true;
        }
    }
    return g_str_equal(machine->name, name);
}

static const char *first_target(const FactSet *facts, const char *name)
{
    const GPtrArray *all = fact_set_machine_types(facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (!machine->abstract && has_name(machine, name) && machine->targets &&
            *machine->targets && !g_str_equal(*machine->targets, "*")) {
            return *machine->targets;
        }
    }
    return NULL;
}

static bool is_there(const FactSet *facts, const char *name, const char *target)
{
    const GPtrArray *all = fact_set_machine_types(facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (!machine->abstract && has_name(machine, name) &&
            targets_include(machine->targets, target)) {
            return true;
        }
    }
    return false;
}

/* NULL: the machine type is not tied to a target, or there is none. */
static const char *choose_target(const FactSet *facts, const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(preferred); i++) {
        if (is_there(facts, name, preferred[i])) {
            return preferred[i];
        }
    }
    return first_target(facts, name);
}

static guint print(const FactSet *facts, const CommandOptions *options,
                   GError **error)
{
    const char *name = options->operands[1];
    const char *target =
        options->target ? options->target : choose_target(facts, name);
    g_autoptr(QemuModel) model = qemu_model_new(facts, target);
    const MachineType *machine = qemu_model_machine(model, name);
    g_autoptr(EffectiveDefaults) defaults = effective_defaults_new(model);
    g_autoptr(EffectiveMachine) effective = NULL;
    g_autoptr(Output) output = NULL;

    if (!machine) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' has no machine type '%s'%s%s", options->operands[0],
                    name, options->target ? " for " : "",
                    options->target ? options->target : "");
        return STATUS_FAILED;
    }
    output = output_open(options, error);
    if (!output) {
        return STATUS_FAILED;
    }
    effective = effective_machine_new(defaults, machine);
    if (options->format == FORMAT_JSON) {
        machine_print_json(model, machine, effective, output);
    } else {
        machine_print_text(model, machine, effective, output);
    }
    return output_finish(output, error) ? tree_status(facts) : STATUS_FAILED;
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) facts = NULL;

    if (!output_check(options, error)) {
        return STATUS_FAILED;
    }
    facts = tree_facts(options->operands[0], options, error);
    if (!facts) {
        return STATUS_FAILED;
    }
    if (g_strcmp0(fact_set_project(facts), "qemu") != 0) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' is a tree of %s: only QEMU has machine types",
                    options->operands[0], fact_set_project(facts));
        return STATUS_FAILED;
    }
    return print(facts, options, error);
}

const Command command_machine = {
    .name = "machine",
    .operands = "TREE NAME",
    .n_operands = 2,
    .summary = "the value of every property under one machine type, and why",
    .help = help,
    .takes = TAKES_TARGET | TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON,
    .default_format = FORMAT_TEXT,
    .run = run,
};
