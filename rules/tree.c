/*
 * What rules ask that look at one tree as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/tree.h"

#include <string.h>

#include "base/version.h"

static bool is_versioned(const MachineType *machine)
{
    return !machine->abstract && machine->version &&
           strchr(machine->version, '.') &&
           strspn(machine->version, "0123456789.") == strlen(machine->version);
}

static int compare_machines(const void *a, const void *b)
{
    const MachineType *x = ((const TreeMachine *)a)->machine;
    const MachineType *y = ((const TreeMachine *)b)->machine;
    int order = g_strcmp0(x->family, y->family);

    order = order ? order : version_compare(x->version, y->version);
    return order ? order : strcmp(x->name, y->name);
}

/* The target with most drivers. */
static const QemuModel *widest(const ComparisonSide *side,
                               const MachineType *machine)
{
    const QemuModel *best = NULL;

    for (guint i = 0; i < side->models->len; i++) {
        const QemuModel *model = g_ptr_array_index(side->models, i);

        if (qemu_model_machine(model, machine->name) == machine &&
            (!best ||
             qemu_model_drivers(model)->len >= qemu_model_drivers(best)->len)) {
            best = model;
        }
    }
    return best;
}

GArray *tree_machines(const ComparisonSide *side)
{
    const GPtrArray *all = fact_set_machine_types(side->facts);
    GArray *machines = g_array_new(FALSE, FALSE, sizeof(TreeMachine));

    for (guint i = 0; i < all->len; i++) {
        TreeMachine machine = {.machine = g_ptr_array_index(all, i)};

        if (is_versioned(machine.machine)) {
            machine.model = widest(side, machine.machine);
        }
        if (machine.model) {
            g_array_append_val(machines, machine);
        }
    }
    g_array_sort(machines, compare_machines);
    return machines;
}

char *list_version(const char *list)
{
    const char *at = list;
    char *version;

    while (*at && !(g_ascii_isdigit(at[0]) && at > list && at[-1] == '_')) {
        at++;
    }
    if (!*at) {
        return NULL;
    }
    version = g_strdup(at);
    g_strdelimit(version, "_", '.');
    if (!strchr(version, '.') ||
        strspn(version, "0123456789.") != strlen(version)) {
        g_free(version);
        return NULL;
    }
    return version;
}

char *list_as_written(const CompatProperty *entry)
{
    if (entry->outer && entry->list) {
        return g_strdup_printf("%s (with %s)", entry->outer, entry->list);
    }
    return g_strdup(entry->outer ? entry->outer : entry->list);
}

bool tree_may_be_asked_for(const QemuModel *model, const Driver *driver)
{
    if (qemu_model_is_a(model, driver, "cpu") ||
        qemu_model_is_a(model, driver, "machine")) {
        return true;
    }
    if (qemu_model_is_a(model, driver, "device")) {
        return driver->user_creatable.kind != VALUE_BOOLEAN ||
               driver->user_creatable.boolean;
    }
    return qemu_model_is_a(model, driver, "user-creatable");
}
