/*
 * From the members that a condition reads to the properties that set them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/vmstate-model.h"

#include <string.h>

/* Longer chains of parents are a loop in broken facts. */
#define MAX_DEPTH 64

static void writers_free(gpointer list)
{
    g_array_unref(list);
}

static void add_writer(GHashTable *writers, const char *record,
                       const char *member, const char *driver, const char *name)
{
    g_autofree char *read = NULL;
    const WireGate gate = {driver, name, NULL, false};
    GArray *list;

    if (!record || !member) {
        return;
    }
    read = g_strdup_printf("%s.%s", record, member);
    list = g_hash_table_lookup(writers, read);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(WireGate));
        g_hash_table_insert(writers, g_steal_pointer(&read), list);
    }
    g_array_append_val(list, gate);
}

static void add_properties(GHashTable *writers, const FactSet *facts)
{
    const GPtrArray *all = fact_set_drivers(facts);

    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);

        for (guint j = 0; j < driver->properties->len; j++) {
            const Property *property =
                &g_array_index(driver->properties, Property, j);

            add_writer(writers, property->record, property->member,
                       driver->name, property->name);
        }
    }
}

/* Once each: every versioned machine type has them. */
static void add_machine_fields(GHashTable *writers, const FactSet *facts)
{
    const GPtrArray *all = fact_set_machine_types(facts);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        for (guint j = 0; j < machine->fields->len; j++) {
            const MachineField *field =
                &g_array_index(machine->fields, MachineField, j);
            g_autofree char *key = g_strdup_printf(
                "%s.%s", field->record ? field->record : "", field->name);

            if (field->record && !g_hash_table_contains(seen, key)) {
                g_hash_table_add(seen, g_steal_pointer(&key));
                add_writer(writers, field->record, field->name, NULL,
                           field->name);
            }
        }
    }
}

GHashTable *wire_find_writers(const FactSet *facts)
{
    GHashTable *writers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, writers_free);

    add_properties(writers, facts);
    add_machine_fields(writers, facts);
    return writers;
}

static bool is_kin(const WireModel *model, const Driver *driver,
                   const char *name)
{
    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        if (g_strcmp0(driver->name, name) == 0) {
            return true;
        }
        driver = wire_model_driver(model, driver->parent);
    }
    return false;
}

/* Properties of one driver and its ancestors; all if it is NULL. */
static void add_gates(const WireModel *model, const Driver *driver,
                      const GArray *writers, const char *read, GArray *gates)
{
    guint first = gates->len;

    for (guint i = 0; i < writers->len; i++) {
        WireGate gate = g_array_index(writers, WireGate, i);

        if (!driver || !gate.driver || is_kin(model, driver, gate.driver)) {
            gate.read = read;
            g_array_append_val(gates, gate);
        }
    }
    for (guint i = first; gates->len > first + 1 && i < gates->len; i++) {
        WireGate *gate = &g_array_index(gates, WireGate, i);

        gate->is_bit = g_strcmp0(gate->driver,
                                 g_array_index(gates, WireGate,
                                               i == first ? first + 1 : first)
                                     .driver) == 0;
    }
}

static int compare_gates(gconstpointer a, gconstpointer b)
{
    const WireGate *x = a;
    const WireGate *y = b;
    int order = g_strcmp0(x->driver, y->driver);

    return order ? order : g_strcmp0(x->property, y->property);
}

GArray *wire_model_gates(const WireModel *model, const Driver *driver,
                         Names reads)
{
    GArray *gates = g_array_new(FALSE, FALSE, sizeof(WireGate));

    for (; reads && *reads; reads++) {
        const GArray *writers = g_hash_table_lookup(model->writers, *reads);
        guint before = gates->len;

        if (!writers) {
            continue;
        }
        if (driver) {
            add_gates(model, driver, writers, *reads, gates);
        }
        if (gates->len == before) {
            add_gates(model, NULL, writers, *reads, gates);
        }
    }
    g_array_sort(gates, compare_gates);
    for (guint i = gates->len; i > 1; i--) {
        if (compare_gates(&g_array_index(gates, WireGate, i - 1),
                          &g_array_index(gates, WireGate, i - 2)) == 0) {
            g_array_remove_index(gates, i - 1);
        }
    }
    return gates;
}
