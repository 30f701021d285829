/*
 * Families without a machine type of the version that is made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/waiting.h"

#include "base/version.h"
#include "rules/tree.h"

#include <string.h>

/* "2.5" of "2.5.50" to "2.5.94"; NULL of a release. Newly allocated. */
static char *last_release(const char *version)
{
    g_auto(GStrv) parts = g_strsplit(version ? version : "", ".", 4);

    return g_strv_length(parts) == 3 &&
                   g_ascii_strtoull(parts[2], NULL, 10) >= 50
               ? g_strdup_printf("%s.%s", parts[0], parts[1])
               : NULL;
}

/* Sorted by family, then version: the last of its family. */
static const MachineType *head_of(const GArray *machines, const char *family)
{
    const MachineType *head = NULL;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_strcmp0(machine->family, family) == 0) {
            head = machine;
        }
    }
    return head;
}

static bool any_is_newer(const GArray *machines, const char *release)
{
    for (guint i = 0; i < machines->len; i++) {
        if (version_compare(
                g_array_index(machines, TreeMachine, i).machine->version,
                release) > 0) {
            return true;
        }
    }
    return false;
}

static bool waits(const GArray *machines, const char *name, const char *release)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_str_equal(machine->name, name)) {
            return version_compare(head_of(machines, machine->family)->version,
                                   release) == 0;
        }
    }
    return false;
}

static bool all_wait(const Finding *finding, const GArray *machines,
                     const char *release)
{
    for (guint i = 0; i < finding->machine_types->len; i++) {
        if (!waits(machines, g_ptr_array_index(finding->machine_types, i),
                   release)) {
            return false;
        }
    }
    return finding->machine_types->len > 0;
}

static bool concerns_lists(const Finding *finding)
{
    const Rule *rule = rule_find(finding->rule);

    return rule && rule->expects_list && finding->severity < SEVERITY_RISK;
}

void weaken_waiting(const Comparison *comparison, Findings *findings)
{
    const GPtrArray *all = findings_all(findings);
    g_autoptr(GArray) machines = tree_machines(&comparison->after);
    g_autofree char *release =
        last_release(fact_set_version(comparison->after.facts));

    if (!release || !any_is_newer(machines, release)) {
        return;
    }
    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (concerns_lists(finding) && all_wait(finding, machines, release)) {
            finding->severity = SEVERITY_RISK;
            finding->message = findings_format(
                findings, "%s (the family has none newer than %s yet)",
                finding->message, release);
        }
    }
}
