/*
 * The effective values of all drivers under one machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective-machine.h"

#include "base/version.h"
#include "model/effective-defaults.h"
#include "model/effective-property.h"
#include "model/run-time.h"

#define MAX_DEPTH 64

struct EffectiveMachine {
    EffectiveDefaults *defaults;
    const MachineType *machine;
    bool is_by_class;   /* the era's rule: until 2.9 */
    GHashTable *named;  /* driver's name -> GArray of guint: its entries */
    GHashTable *finals; /* EffectiveDriver * by const Driver *: those reached */
    GHashTable *before; /* the same, before they are realized: children */
};

static void free_driver(gpointer effective)
{
    effective_driver_free(effective);
}

static void free_positions(gpointer positions)
{
    g_array_unref(positions);
}

static void index_entries(EffectiveMachine *effective)
{
    const GArray *compat = effective->machine->compat;

    for (guint i = 0; i < compat->len; i++) {
        const char *driver = g_array_index(compat, CompatProperty, i).driver;
        GArray *positions =
            driver ? g_hash_table_lookup(effective->named, driver) : NULL;

        if (!driver) {
            continue;
        }
        if (!positions) {
            positions = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(effective->named, (char *)driver, positions);
        }
        g_array_append_val(positions, i);
    }
}

EffectiveMachine *effective_machine_new(EffectiveDefaults *defaults,
                                        const MachineType *machine)
{
    EffectiveMachine *effective = g_new0(EffectiveMachine, 1);
    const char *version =
        fact_set_version(qemu_model_facts(effective_defaults_model(defaults)));

    effective->defaults = defaults;
    effective->machine = machine;
    effective->is_by_class = version && version_compare(version, "2.10") < 0;
    effective->named =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_positions);
    effective->finals = g_hash_table_new_full(NULL, NULL, NULL, free_driver);
    effective->before = g_hash_table_new_full(NULL, NULL, NULL, free_driver);
    index_entries(effective);
    return effective;
}

void effective_machine_free(EffectiveMachine *effective)
{
    if (!effective) {
        return;
    }
    g_hash_table_unref(effective->named);
    g_hash_table_unref(effective->finals);
    g_hash_table_unref(effective->before);
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

static void apply(const EffectiveMachine *machine, EffectiveDriver *effective,
                  guint position)
{
    const CompatProperty *entry =
        &g_array_index(machine->machine->compat, CompatProperty, position);
    EffectiveProperty *property =
        entry->property ? effective_driver_property(effective, entry->property)
                        : NULL;
    const char *original =
        property ? effective_alias_own(effective->driver, property->property)
                 : NULL;
    EffectiveProperty *other =
        original ? effective_driver_property(effective, original) : NULL;

    property = other ? other : property;
    if (property) {
        Reason reason = {
            .kind = REASON_COMPAT,
            .list = entry->list,
            .driver = entry->driver,
            .value = effective_parse(property->property, entry->value),
            .location = entry->location,
        };

        effective_property_add(property, &reason);
    } else if (!entry->optional) {
        g_ptr_array_add(effective->unknown, (gpointer)entry);
    }
}

static void add_positions(const EffectiveMachine *machine, const char *name,
                          GArray *positions)
{
    const GArray *named = g_hash_table_lookup(machine->named, name);

    if (named) {
        g_array_append_vals(positions, named->data, named->len);
    }
}

static int compare_positions(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a;
    guint y = *(const guint *)b;

    return (x > y) - (x < y);
}

/* The entries for the driver, in the order of application; no name twice. */
static GArray *find_entries(const EffectiveMachine *machine,
                            const Driver *driver)
{
    const QemuModel *model = effective_defaults_model(machine->defaults);
    GArray *positions = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        add_positions(machine, driver->name, positions);
        for (Names name = driver->interfaces;
             !machine->is_by_class && name && *name; name++) {
            add_positions(machine, *name, positions);
        }
        driver = qemu_model_parent(model, driver);
    }
    if (!machine->is_by_class) {
        g_array_sort(positions, compare_positions);
    }
    return positions;
}

static void apply_entries(const EffectiveMachine *machine,
                          EffectiveDriver *effective)
{
    g_autoptr(GArray) positions = find_entries(machine, effective->driver);

    for (guint i = 0; i < positions->len; i++) {
        guint position = g_array_index(positions, guint, i);

        /* An interface that two of the chain implement. */
        if (machine->is_by_class || i == 0 ||
            position != g_array_index(positions, guint, i - 1)) {
            apply(machine, effective, position);
        }
    }
}

static const EffectiveDriver *before_realize(EffectiveMachine *machine,
                                             const DriverDefaults *defaults);

/* An alias starts as its child's property stands after the child's entries:
 * the child is created first. */
static void start_as_child(EffectiveMachine *machine, const Driver *driver,
                           EffectiveProperty *property)
{
    const char *name = NULL;
    const DriverDefaults *child = effective_alias_child(
        machine->defaults, driver, property->property, &name);
    const EffectiveProperty *original;

    if (!child || !is_reached(machine, child)) {
        return;
    }
    original = effective_driver_find(before_realize(machine, child), name);
    if (original) {
        effective_property_take(property, original);
    }
}

static EffectiveDriver *compute(EffectiveMachine *machine,
                                const DriverDefaults *defaults)
{
    const GArray *from = defaults->effective->properties;
    EffectiveDriver *effective = effective_driver_empty(defaults->driver);
    EffectiveProperty *properties;

    g_array_set_size(effective->properties, from->len);
    properties = (EffectiveProperty *)(void *)effective->properties->data;
    for (guint i = 0; i < from->len; i++) {
        const EffectiveProperty *bare =
            &g_array_index(from, EffectiveProperty, i);

        properties[i].property = bare->property;
        properties[i].value = bare->static_value;
        properties[i].static_value = bare->static_value;
        properties[i].reasons = g_array_ref(bare->reasons);
        properties[i].is_shared = true;
        if (bare->property->alias_of) {
            start_as_child(machine, defaults->driver, &properties[i]);
        }
    }
    apply_entries(machine, effective);
    effective_driver_share_spellings(effective);
    return effective;
}

static const EffectiveDriver *before_realize(EffectiveMachine *machine,
                                             const DriverDefaults *defaults)
{
    EffectiveDriver *found =
        g_hash_table_lookup(machine->before, defaults->driver);

    if (!found) {
        found = compute(machine, defaults);
        g_hash_table_insert(machine->before, (gpointer)defaults->driver, found);
    }
    return found;
}

const EffectiveDriver *effective_machine_driver(EffectiveMachine *effective,
                                                const Driver *driver)
{
    const DriverDefaults *defaults =
        effective_defaults_find(effective->defaults, driver);
    EffectiveDriver *found;

    if (!is_reached(effective, defaults)) {
        return defaults->effective;
    }
    found = g_hash_table_lookup(effective->finals, driver);
    if (!found) {
        found = compute(effective, defaults);
        run_time_apply(found, defaults->has_getters);
        g_hash_table_insert(effective->finals, (gpointer)driver, found);
    }
    return found;
}

EffectiveDriver *effective_driver_new(const QemuModel *model,
                                      const MachineType *machine,
                                      const Driver *driver)
{
    g_autoptr(EffectiveDefaults) defaults = effective_defaults_new(model);
    g_autoptr(EffectiveMachine) effective =
        effective_machine_new(defaults, machine);
    const DriverDefaults *bare = effective_defaults_find(defaults, driver);
    EffectiveDriver *found = compute(effective, bare);

    run_time_apply(found, bare->has_getters);
    return found;
}
