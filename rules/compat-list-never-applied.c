/*
 * compat-list-never-applied: a compat list that no machine type uses, though
 * there are machine types that it is for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "A compat list was defined, and no options function adds it to a machine\n"
    "type: all its entries are without effect, and old machine types get the new\n"
    "defaults. Guests see their devices change, in both directions.\n"
    "\n"
    "Repair: call compat_props_add() with the list in the options function of its\n"
    "version, in every family.\n";

/* "hw_compat_" of "hw_compat_9_2": lists that begin alike are for the same
 * machine families. */
static gsize prefix_length(const char *list)
{
    gsize length = 0;

    while (list[length] && !g_ascii_isdigit(list[length])) {
        length++;
    }
    return length;
}

static bool applies_alike(const MachineType *machine, const char *list)
{
    gsize length = prefix_length(list);

    for (guint i = 0; i < machine->compat->len; i++) {
        const char *other =
            g_array_index(machine->compat, CompatProperty, i).list;

        if (other && strncmp(other, list, length) == 0 &&
            prefix_length(other) == length) {
            return true;
        }
    }
    return false;
}

/* The machine types that the list is for, added to the finding. */
static GPtrArray *meant_for(const ComparisonSide *side, const char *list)
{
    g_autoptr(GArray) machines = tree_machines(side);
    g_autofree char *version = list_version(list);
    GPtrArray *meant = g_ptr_array_new();

    for (guint i = 0; version && i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (version_compare(machine->version, version) <= 0 &&
            applies_alike(machine, list)) {
            g_ptr_array_add(meant, (gpointer)machine);
        }
    }
    return meant;
}

static bool is_unused(const ComparisonSide *side, const char *list)
{
    const GPtrArray *gaps = fact_set_gaps(side->facts);

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        if (g_str_equal(gap->construct, "compat-list") &&
            g_strcmp0(gap->subject, list) == 0) {
            return true;
        }
    }
    return false;
}

static void report(const RuleContext *context, const Gap *gap)
{
    g_autoptr(GPtrArray) machines =
        meant_for(&context->comparison->after, gap->subject);
    Finding *finding;

    if (machines->len == 0) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->name = findings_text(context->findings, gap->subject);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_GUEST_VISIBLE;
    finding->message = findings_format(
        context->findings, "no machine type applies %s", gap->subject);
    finding_add_evidence(finding, EVIDENCE_NEW, &gap->location, "defined here");
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        g_ptr_array_add(
            finding->machine_types,
            (char *)findings_text(context->findings, machine->name));
    }
}

/* The census of facts lists what is defined and used by nothing as gaps. */
static void check(const RuleContext *context, const Change *change)
{
    const GPtrArray *gaps = fact_set_gaps(context->comparison->after.facts);

    (void)change;
    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        if (g_str_equal(gap->construct, "compat-list") && gap->subject &&
            !is_unused(&context->comparison->before, gap->subject)) {
            report(context, gap);
        }
    }
}

const Rule rule_compat_list_never_applied = {
    .id = "compat-list-never-applied",
    .summary = "no machine type applies a compat list",
    .help = help,
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
