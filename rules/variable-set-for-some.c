/*
 * variable-set-for-some: old machine types set a variable of the program, and
 * some of them do not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "The functions of old machine types set a variable to keep something as it\n"
    "was, by themselves or by calling a function that does. Machine types of the\n"
    "same age whose functions do not reach that place get the new behaviour:\n"
    "another family, or types whose chain of functions goes another way.\n"
    "\n"
    "Repair: set it for them too, or better, make it a property or a member of\n"
    "the machine class, with an entry in the list that all families share.\n";

typedef struct Setting {
    const MachineSwitch *written;
    const MachineType *newest; /* of those that set it */
    GPtrArray *setters;        /* const MachineType * */
} Setting;

static bool sets(const MachineType *machine, const char *name)
{
    for (guint i = 0; i < machine->switches->len; i++) {
        if (g_str_equal(g_array_index(machine->switches, MachineSwitch, i).name,
                        name)) {
            return true;
        }
    }
    return false;
}

static bool is_known(const ComparisonSide *side, const char *name)
{
    const GPtrArray *all = fact_set_machine_types(side->facts);

    for (guint i = 0; i < all->len; i++) {
        if (sets(g_ptr_array_index(all, i), name)) {
            return true;
        }
    }
    return false;
}

static bool has_machine(const FactSet *facts, const char *name)
{
    const GPtrArray *all = fact_set_machine_types(facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (g_str_equal(machine->name, name)) {
            return true;
        }
    }
    return false;
}

static void collect(const GArray *machines, const MachineSwitch *written,
                    Setting *setting)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (!sets(machine, written->name)) {
            continue;
        }
        g_ptr_array_add(setting->setters, (gpointer)machine);
        if (!setting->newest ||
            version_compare(machine->version, setting->newest->version) > 0) {
            setting->newest = machine;
        }
    }
}

/* A newer one of the same family or, a family may have ended, of the same
 * file. */
static bool has_newer(const GArray *machines, const MachineType *machine)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *other =
            g_array_index(machines, TreeMachine, i).machine;

        if ((g_strcmp0(other->family, machine->family) == 0 ||
             g_strcmp0(other->location.file, machine->location.file) == 0) &&
            version_compare(other->version, machine->version) > 0) {
            return true;
        }
    }
    return false;
}

static bool is_of_a_target(const char *file)
{
    return g_str_has_prefix(file, "target") ||
           (g_str_has_prefix(file, "hw/") && strchr(file + 3, '/') &&
            !g_str_has_prefix(file, "hw/core/"));
}

/* Whether what the variable decides concerns the machine type: one of the
 * same file, or everybody if the variable is of code that all have. */
static bool is_concerned(const Setting *setting, const MachineType *machine)
{
    const char *home = setting->written->home.file;

    for (guint i = 0; i < setting->setters->len; i++) {
        const MachineType *setter = setting->setters->pdata[i];

        if (g_str_equal(setter->location.file, machine->location.file)) {
            return true;
        }
    }
    return home && !is_of_a_target(home);
}

/* Those of the same file that have no version change as well. */
static void add_unversioned(const RuleContext *context, const Setting *setting,
                            Finding *finding)
{
    const FactSet *older = context->comparison->before.facts;
    const GPtrArray *all =
        fact_set_machine_types(context->comparison->after.facts);
    const MachineType *setter = setting->newest;

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (!machine->version && !machine->abstract &&
            g_strcmp0(machine->location.file, setter->location.file) == 0 &&
            !sets(machine, setting->written->name) &&
            has_machine(older, machine->name)) {
            g_ptr_array_add(
                finding->machine_types,
                (char *)findings_text(context->findings, machine->name));
        }
    }
}

static void report(const RuleContext *context, const Setting *setting,
                   const GPtrArray *left)
{
    const MachineSwitch *written = setting->written;
    Finding *finding = findings_add(context->findings, context->rule->id);

    for (guint i = 0; i < left->len; i++) {
        const MachineType *machine = left->pdata[i];

        g_ptr_array_add(
            finding->machine_types,
            (char *)findings_text(context->findings, machine->name));
    }
    add_unversioned(context, setting, finding);
    finding->subject = SUBJECT_MACHINE_FIELD;
    finding->name = findings_text(context->findings, written->name);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "'%s' is set for %s and older, and not for %s, which is as old",
        written->name, setting->newest->name,
        ((const MachineType *)left->pdata[left->len - 1])->name);
    finding_add_evidence(finding, EVIDENCE_NEW, &written->location,
                         "set for some");
    if (written->home.file) {
        finding_add_evidence(finding, EVIDENCE_NEW, &written->home,
                             "the variable");
    }
}

static void look_at(const RuleContext *context, const GArray *machines,
                    const MachineSwitch *written)
{
    g_autoptr(GPtrArray) setters = g_ptr_array_new();
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    Setting setting = {.written = written, .setters = setters};

    collect(machines, written, &setting);
    /* What the newest machine types set too is not about age. */
    for (guint i = 0; i < setters->len; i++) {
        if (!has_newer(machines, setters->pdata[i])) {
            return;
        }
    }
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (!sets(machine, written->name) &&
            version_compare(machine->version, setting.newest->version) <= 0 &&
            is_concerned(&setting, machine)) {
            g_ptr_array_add(left, (gpointer)machine);
        }
    }
    if (left->len > 0) {
        report(context, &setting, left);
    }
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) machines = tree_machines(&context->comparison->after);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    (void)change;
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        for (guint j = 0; j < machine->switches->len; j++) {
            const MachineSwitch *written =
                &g_array_index(machine->switches, MachineSwitch, j);

            if (!g_str_equal(written->phase, "class") &&
                g_hash_table_add(seen, (gpointer)written->name) &&
                !is_known(&context->comparison->before, written->name)) {
                look_at(context, machines, written);
            }
        }
    }
}

const Rule rule_variable_set_for_some = {
    .id = "variable-set-for-some",
    .summary = "a variable is set for some machine types of an age, not for "
               "others",
    .help = help,
    .example = "37fb569c0198",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
