/*
 * class-sets-variable: a machine type's class function sets a variable of the
 * program.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/tree.h"

static const char help[] =
    "QEMU makes the classes of all machine types, whichever of them is used: what\n"
    "an options function writes into its class is that machine type's own, what it\n"
    "writes into a variable of the program holds for every machine type. A value\n"
    "that was meant for old machine types changes the newest ones, and the other\n"
    "way round.\n"
    "\n"
    "Repair: make it a member of the machine class, or a property with an entry in\n"
    "the compat list, or set the variable where the instance or board is made.\n";

static const MachineSwitch *find_switch(const MachineType *machine,
                                        const MachineSwitch *like)
{
    for (guint i = 0; i < machine->switches->len; i++) {
        const MachineSwitch *one =
            &g_array_index(machine->switches, MachineSwitch, i);

        if (g_str_equal(one->name, like->name) &&
            g_str_equal(one->phase, like->phase) &&
            value_equal(&one->value, &like->value)) {
            return one;
        }
    }
    return NULL;
}

static bool is_set_on(const GArray *machines, const MachineSwitch *like)
{
    for (guint i = 0; i < machines->len; i++) {
        if (find_switch(g_array_index(machines, TreeMachine, i).machine,
                        like)) {
            return true;
        }
    }
    return false;
}

/* Machine types of the family for which it was not meant. */
static GPtrArray *not_meant(const GArray *machines, const MachineType *machine,
                            const MachineSwitch *written)
{
    GPtrArray *others = g_ptr_array_new();

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *other =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_strcmp0(other->family, machine->family) == 0 &&
            !find_switch(other, written)) {
            g_ptr_array_add(others, (gpointer)other);
        }
    }
    return others;
}

static void report(const RuleContext *context, const MachineType *machine,
                   const MachineSwitch *written, const GPtrArray *others)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_MACHINE_FIELD;
    finding->name = findings_text(context->findings, written->name);
    finding->family = findings_text(context->findings, machine->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "'%s' is set while the class of %s is made: that happens for every "
        "machine type that is used, %s among them",
        written->name, machine->name,
        ((const MachineType *)others->pdata[others->len - 1])->name);
    finding_add_evidence(finding, EVIDENCE_NEW, &written->location,
                         "set for all machine types");
    if (written->home.file) {
        finding_add_evidence(finding, EVIDENCE_NEW, &written->home,
                             "the variable");
    }
    for (guint i = 0; i < others->len; i++) {
        const MachineType *other = others->pdata[i];

        g_ptr_array_add(finding->machine_types,
                        (char *)findings_text(context->findings, other->name));
    }
}

static void look_at(const RuleContext *context, const GArray *machines,
                    const MachineType *machine, GHashTable *seen)
{
    g_autoptr(GArray) older = tree_machines(&context->comparison->before);

    for (guint i = 0; i < machine->switches->len; i++) {
        const MachineSwitch *written =
            &g_array_index(machine->switches, MachineSwitch, i);
        g_autoptr(GPtrArray) others = NULL;

        if (!g_str_equal(written->phase, "class") ||
            g_hash_table_contains(seen, written->name) ||
            is_set_on(older, written)) {
            continue;
        }
        others = not_meant(machines, machine, written);
        if (others->len > 0) {
            g_hash_table_add(seen, (gpointer)written->name);
            report(context, machine, written, others);
        }
    }
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) machines = tree_machines(&context->comparison->after);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    (void)change;
    /* The newest that sets it tells for which ones it is meant. */
    for (guint i = machines->len; i-- > 0;) {
        look_at(context, machines,
                g_array_index(machines, TreeMachine, i).machine, seen);
    }
}

const Rule rule_class_sets_variable = {
    .id = "class-sets-variable",
    .summary = "a machine type's class function sets a variable of the "
               "program",
    .help = help,
    .example = "a55ae46683f2, fixed by c76ee1f6255c",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
