/*
 * Findings about what did not compile in one of the trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/lost.h"

typedef struct Lost {
    const Comparison *comparison;
    GHashTable *files;
} Lost;

static GHashTable *lost_tables(const FactSet *facts)
{
    const GPtrArray *gaps = fact_set_gaps(facts);
    GHashTable *tables =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        if (g_str_equal(gap->construct, GAP_LOST)) {
            g_hash_table_add(
                tables, g_strjoin(" ", gap->location.file, gap->subject, NULL));
        }
    }
    return tables;
}

/* Files with a table that one tree lost and the other did not. */
static void add_files(const FactSet *facts, GHashTable *others,
                      GHashTable *files)
{
    const GPtrArray *gaps = fact_set_gaps(facts);

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);
        g_autofree char *key = NULL;

        if (!g_str_equal(gap->construct, GAP_LOST)) {
            continue;
        }
        key = g_strjoin(" ", gap->location.file, gap->subject, NULL);
        if (!g_hash_table_contains(others, key)) {
            g_hash_table_add(files, (char *)gap->location.file);
        }
    }
}

static const Driver *find_driver(const FactSet *facts, const char *name)
{
    const GPtrArray *drivers = fact_set_drivers(facts);

    for (guint i = 0; name && i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_str_equal(driver->name, name)) {
            return driver;
        }
    }
    return NULL;
}

/* Does one of the files define the type, or what it derives from? */
static bool defines(const Lost *lost, const FactSet *facts, const char *name)
{
    const Driver *driver = find_driver(facts, name);

    for (guint depth = 0; driver && depth < 64; depth++) {
        if (driver->location.file &&
            g_hash_table_contains(lost->files, driver->location.file)) {
            return true;
        }
        driver = find_driver(facts, driver->parent);
    }
    return false;
}

static bool is_of_lost(const Lost *lost, const char *driver)
{
    return defines(lost, lost->comparison->before.facts, driver) ||
           defines(lost, lost->comparison->after.facts, driver);
}

static bool is_machine_of_lost(const Lost *lost, const FactSet *facts,
                               const char *name)
{
    const GPtrArray *machines = fact_set_machine_types(facts);

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        if (g_str_equal(machine->name, name) && machine->location.file &&
            g_hash_table_contains(lost->files, machine->location.file)) {
            return true;
        }
    }
    return false;
}

/* Is it about machine types of such files alone? */
static bool are_machines_lost(const Lost *lost, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (!is_machine_of_lost(lost, lost->comparison->before.facts, name) &&
            !is_machine_of_lost(lost, lost->comparison->after.facts, name)) {
            return false;
        }
    }
    return names->len > 0;
}

static bool is_unwanted(const Finding *finding, void *user)
{
    const Lost *lost = user;

    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *at = &g_array_index(finding->evidence, Evidence, i);

        if (at->location.file &&
            g_hash_table_contains(lost->files, at->location.file)) {
            return true;
        }
    }
    for (guint i = 0; i < finding->drivers->len; i++) {
        if (is_of_lost(lost, g_ptr_array_index(finding->drivers, i))) {
            return true;
        }
    }
    return (finding->driver && is_of_lost(lost, finding->driver)) ||
           are_machines_lost(lost, finding->machine_types);
}

void findings_remove_lost(Findings *findings, const Comparison *comparison)
{
    g_autoptr(GHashTable) before = lost_tables(comparison->before.facts);
    g_autoptr(GHashTable) after = lost_tables(comparison->after.facts);
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    Lost lost = {comparison, files};

    add_files(comparison->before.facts, after, files);
    add_files(comparison->after.facts, before, files);
    if (g_hash_table_size(files) > 0) {
        findings_remove(findings, is_unwanted, &lost);
    }
}
