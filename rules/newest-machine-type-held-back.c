/*
 * newest-machine-type-held-back: the newest machine type of a family applies
 * entries that are for older ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "A compat list keeps for old machine types what changed since. The newest\n"
    "machine type has nothing to keep: one that applies a list starts its life\n"
    "with old devices, and once it is released that can only be changed with a\n"
    "break. It happens if a new version is opened by copying the functions of the\n"
    "last one, and if a list is added before there is a newer machine type.\n"
    "\n"
    "Repair: apply the list from the version that it is named after on, and add\n"
    "the new version's machine types first.\n";

static bool is_same(const CompatProperty *x, const CompatProperty *y)
{
    return g_strcmp0(x->driver, y->driver) == 0 &&
           g_strcmp0(x->property, y->property) == 0 &&
           g_strcmp0(x->value, y->value) == 0;
}

static const CompatProperty *find_entry(const MachineType *machine,
                                        const CompatProperty *like)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (is_same(entry, like)) {
            return entry;
        }
    }
    return NULL;
}

/* Of the family; `below` NULL: the newest, else the one before it. */
static const MachineType *newest(const GArray *machines, const char *family,
                                 const MachineType *below)
{
    const MachineType *found = NULL;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_strcmp0(machine->family, family) == 0 &&
            (!below || version_compare(machine->version, below->version) < 0)) {
            found = machine;
        }
    }
    return found;
}

/* A family may have ended: others of the same file go on. */
static bool is_continued(const GArray *machines, const MachineType *machine)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *other =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_strcmp0(other->location.file, machine->location.file) == 0 &&
            version_compare(other->version, machine->version) > 0) {
            return false;
        }
    }
    return true;
}

/* Lists whose names tell no version are a family's for good; general lists of
 * versions before are the business of chain-forgets-version. */
static bool is_for_old_ones(const MachineType *machine,
                            const CompatProperty *entry)
{
    g_autofree char *version = entry->list ? list_version(entry->list) : NULL;

    if (!version) {
        return !entry->list;
    }
    return g_ascii_strncasecmp(entry->list, "hw_compat_", 10) != 0 ||
           version_compare(version, machine->version) >= 0;
}

static void report(const RuleContext *context, const MachineType *machine,
                   const CompatProperty *entry)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    g_autofree char *list = list_as_written(entry);

    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->driver = findings_text(context->findings, entry->driver);
    finding->name = findings_text(context->findings, machine->name);
    finding->family = findings_text(context->findings, machine->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s, the newest of %s%s%s, applies %s.%s=%s%s%s, which is for older "
        "ones",
        machine->name, machine->family,
        machine->aliases && *machine->aliases ? ", alias " : "",
        machine->aliases && *machine->aliases ? *machine->aliases : "",
        entry->driver, entry->property ? entry->property : "?",
        entry->value ? entry->value : "?", list ? " of " : "",
        list ? list : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &entry->location,
                         "the first such entry");
    finding_add_evidence(finding, EVIDENCE_NEW, &machine->location,
                         "the machine type");
    g_ptr_array_add(finding->machine_types,
                    (char *)findings_text(context->findings, machine->name));
}

static void look_at(const RuleContext *context, const GArray *newer,
                    const GArray *older, const MachineType *machine)
{
    const MachineType *before = newest(newer, machine->family, machine);
    const MachineType *was = newest(older, machine->family, NULL);

    for (guint i = 0; before && was && i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (is_for_old_ones(machine, entry) && find_entry(before, entry) &&
            !find_entry(was, entry)) {
            report(context, machine, entry);
            return;
        }
    }
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) newer = tree_machines(&context->comparison->after);
    g_autoptr(GArray) older = tree_machines(&context->comparison->before);

    (void)change;
    for (guint i = 0; i < newer->len; i++) {
        const MachineType *machine =
            g_array_index(newer, TreeMachine, i).machine;

        if (newest(newer, machine->family, NULL) == machine &&
            is_continued(newer, machine)) {
            look_at(context, newer, older, machine);
        }
    }
}

const Rule rule_newest_machine_type_held_back = {
    .id = "newest-machine-type-held-back",
    .summary = "the newest machine type applies compat entries for older ones",
    .help = help,
    .example = "f548222c2434, fixed by 1fb6752ecf87",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
