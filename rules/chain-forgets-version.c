/*
 * chain-forgets-version: a machine type does not apply a compat list that its
 * version needs, or applies one that is for older versions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "Each versioned machine type applies the compat lists of its own version and\n"
    "of all later ones, by calling the options function of its successor. If one\n"
    "function forgets the call, that machine type and all before it get the\n"
    "newest devices; if the newest machine type applies a list, it starts its\n"
    "life with old devices, and that can never be changed without a break.\n"
    "\n"
    "Repair: let the options function of version N call that of N+1 first and\n"
    "then add the lists of N; the newest version adds none.\n";

typedef struct Fault {
    const MachineType *machine;
    const CompatProperty *entry; /* of the list, of another machine type */
    bool is_missing;             /* else it is one too many */
} Fault;

static const CompatProperty *find_list(const MachineType *machine,
                                       const char *list)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (g_strcmp0(entry->list, list) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* Lists that every family applies. */
static bool is_general(const char *list)
{
    return list && g_ascii_strncasecmp(list, "hw_compat_", 10) == 0;
}

static void add_fault(GArray *faults, const MachineType *machine,
                      const CompatProperty *entry, bool is_missing)
{
    const Fault fault = {machine, entry, is_missing};

    g_array_append_val(faults, fault);
}

/* Whether the machine type, by its version, should have the list. */
static void look_at_list(const MachineType *machine,
                         const CompatProperty *entry, GArray *faults)
{
    g_autofree char *version = list_version(entry->list);
    const CompatProperty *own = find_list(machine, entry->list);
    int order = version ? version_compare(machine->version, version) : 0;

    if (!version) {
        return;
    }
    if (order <= 0 && !own) {
        add_fault(faults, machine, entry, true);
    } else if (order > 0 && own) {
        add_fault(faults, machine, own, false);
    }
}

/* One entry for each general list of the tree. */
static GPtrArray *general_lists(const GArray *machines)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *lists = g_ptr_array_new();

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        for (guint j = 0; j < machine->compat->len; j++) {
            const CompatProperty *entry =
                &g_array_index(machine->compat, CompatProperty, j);

            if (is_general(entry->list) &&
                g_hash_table_add(seen, (char *)entry->list)) {
                g_ptr_array_add(lists, (gpointer)entry);
            }
        }
    }
    return lists;
}

static GArray *find_faults(const ComparisonSide *side)
{
    g_autoptr(GArray) machines = tree_machines(side);
    g_autoptr(GPtrArray) lists = general_lists(machines);
    GArray *faults = g_array_new(FALSE, FALSE, sizeof(Fault));

    for (guint i = 0; i < machines->len; i++) {
        for (guint j = 0; j < lists->len; j++) {
            look_at_list(g_array_index(machines, TreeMachine, i).machine,
                         g_ptr_array_index(lists, j), faults);
        }
    }
    return faults;
}

static bool has_fault(const GArray *faults, const Fault *wanted)
{
    for (guint i = 0; i < faults->len; i++) {
        const Fault *fault = &g_array_index(faults, Fault, i);

        if (fault->is_missing == wanted->is_missing &&
            g_str_equal(fault->machine->name, wanted->machine->name) &&
            g_str_equal(fault->entry->list, wanted->entry->list)) {
            return true;
        }
    }
    return false;
}

static Finding *find_finding(const RuleContext *context, const Fault *fault)
{
    const GPtrArray *all = findings_all(context->findings);

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (g_str_equal(finding->rule, context->rule->id) &&
            g_strcmp0(finding->family, fault->machine->family) == 0 &&
            g_strcmp0(finding->name, fault->entry->list) == 0) {
            return finding;
        }
    }
    return NULL;
}

static Finding *make_finding(const RuleContext *context, const Fault *fault)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    g_autofree char *list = fault->is_missing ? g_strdup(fault->entry->list)
                                              : list_as_written(fault->entry);

    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->name = findings_text(context->findings, fault->entry->list);
    finding->family = findings_text(context->findings, fault->machine->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_GUEST_VISIBLE;
    finding->message = findings_format(
        context->findings,
        fault->is_missing ? "%s machine types do not apply %s"
                          : "%s machine types apply %s, a list for older ones",
        fault->machine->family, list);
    finding_add_evidence(finding, EVIDENCE_NEW, &fault->machine->location,
                         "the machine type");
    finding_add_evidence(finding, EVIDENCE_NEW, &fault->entry->location,
                         "in the list");
    return finding;
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) newer = find_faults(&context->comparison->after);
    g_autoptr(GArray) older = find_faults(&context->comparison->before);

    (void)change;
    for (guint i = 0; i < newer->len; i++) {
        const Fault *fault = &g_array_index(newer, Fault, i);
        Finding *finding;

        if (has_fault(older, fault)) {
            continue;
        }
        finding = find_finding(context, fault);
        finding = finding ? finding : make_finding(context, fault);
        g_ptr_array_add(
            finding->machine_types,
            (char *)findings_text(context->findings, fault->machine->name));
    }
}

const Rule rule_chain_forgets_version = {
    .id = "chain-forgets-version",
    .summary =
        "a machine type lacks the compat list of its version, or has one "
        "too many",
    .help = help,
    .example = "da7e13c00b59, fixed by 75228f0522be",
    .expects_list = true,
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
