/*
 * The effective values of all drivers under one machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective-machine.h"

#include <string.h>

/* Deeper than any chain of parents or of aliases. */
#define MAX_DEPTH 64

typedef struct DriverDefaults {
    EffectiveDriver *effective;
    GPtrArray *names; /* const char *: what an entry may name to reach it */
} DriverDefaults;

struct EffectiveDefaults {
    const QemuModel *model;
    MachineType *bare;   /* without any compat entry */
    GHashTable *drivers; /* DriverDefaults * by const Driver * */
};

struct EffectiveMachine {
    EffectiveDefaults *defaults;
    const MachineType *machine;
    GHashTable *named;   /* the drivers that its entries name */
    GHashTable *drivers; /* EffectiveDriver * by const Driver *: those
                            reached */
};

static void free_defaults(gpointer data)
{
    DriverDefaults *defaults = data;

    effective_driver_free(defaults->effective);
    g_ptr_array_unref(defaults->names);
    g_free(defaults);
}

static void free_driver(gpointer effective)
{
    effective_driver_free(effective);
}

EffectiveDefaults *effective_defaults_new(const QemuModel *model)
{
    EffectiveDefaults *defaults = g_new0(EffectiveDefaults, 1);

    defaults->model = model;
    defaults->bare = g_new0(MachineType, 1);
    defaults->bare->compat = g_array_new(FALSE, FALSE, sizeof(CompatProperty));
    defaults->drivers = g_hash_table_new_full(NULL, NULL, NULL, free_defaults);
    return defaults;
}

void effective_defaults_free(EffectiveDefaults *defaults)
{
    if (!defaults) {
        return;
    }
    g_hash_table_unref(defaults->drivers);
    g_array_unref(defaults->bare->compat);
    g_free(defaults->bare);
    g_free(defaults);
}

static void add_names(const QemuModel *model, const Driver *driver,
                      GPtrArray *names, guint depth)
{
    g_autoptr(GPtrArray) properties = NULL;
    const char *last = NULL;

    for (const Driver *at = driver; at && depth < MAX_DEPTH;
         at = qemu_model_parent(model, at), depth++) {
        g_ptr_array_add(names, (gpointer)at->name);
        for (Names name = at->interfaces; name && *name; name++) {
            g_ptr_array_add(names, (gpointer)*name);
        }
    }
    properties = qemu_model_properties(model, driver);
    for (guint i = 0; depth < MAX_DEPTH && i < properties->len; i++) {
        const Property *property = g_ptr_array_index(properties, i);
        const char *dot =
            property->alias_of ? strchr(property->alias_of, '.') : NULL;
        g_autofree char *child = NULL;
        const Driver *other;

        if (!dot) {
            continue;
        }
        child =
            g_strndup(property->alias_of, (gsize)(dot - property->alias_of));
        other = qemu_model_driver(model, child);
        if (other && other != driver && g_strcmp0(other->name, last) != 0) {
            last = other->name;
            add_names(model, other, names, depth + MAX_DEPTH / 4);
        }
    }
}

static DriverDefaults *find_defaults(EffectiveDefaults *defaults,
                                     const Driver *driver)
{
    DriverDefaults *found = g_hash_table_lookup(defaults->drivers, driver);

    if (!found) {
        found = g_new0(DriverDefaults, 1);
        found->names = g_ptr_array_new();
        add_names(defaults->model, driver, found->names, 0);
        found->effective =
            effective_driver_new(defaults->model, defaults->bare, driver);
        g_hash_table_insert(defaults->drivers, (gpointer)driver, found);
    }
    return found;
}

EffectiveMachine *effective_machine_new(EffectiveDefaults *defaults,
                                        const MachineType *machine)
{
    EffectiveMachine *effective = g_new0(EffectiveMachine, 1);

    effective->defaults = defaults;
    effective->machine = machine;
    effective->named = g_hash_table_new(g_str_hash, g_str_equal);
    effective->drivers = g_hash_table_new_full(NULL, NULL, NULL, free_driver);
    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (entry->driver) {
            g_hash_table_add(effective->named, (char *)entry->driver);
        }
    }
    return effective;
}

void effective_machine_free(EffectiveMachine *effective)
{
    if (!effective) {
        return;
    }
    g_hash_table_unref(effective->named);
    g_hash_table_unref(effective->drivers);
    g_free(effective);
}

static bool is_reached(const EffectiveMachine *effective,
                       const DriverDefaults *defaults)
{
    for (guint i = 0; i < defaults->names->len; i++) {
        if (g_hash_table_contains(effective->named,
                                  g_ptr_array_index(defaults->names, i))) {
            return true;
        }
    }
    return false;
}

const EffectiveDriver *effective_machine_driver(EffectiveMachine *effective,
                                                const Driver *driver)
{
    const DriverDefaults *defaults = find_defaults(effective->defaults, driver);
    EffectiveDriver *found;

    if (!is_reached(effective, defaults)) {
        return defaults->effective;
    }
    found = g_hash_table_lookup(effective->drivers, driver);
    if (!found) {
        found = effective_driver_new(effective->defaults->model,
                                     effective->machine, driver);
        g_hash_table_insert(effective->drivers, (gpointer)driver, found);
    }
    return found;
}
