/*
 * The facts of one QEMU tree as one target sees them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/qemu-model.h"

#include "model/possible-index.h"

/* Deeper than any chain of QOM parents, and an end for one that loops. */
#define MAX_DEPTH 64

struct QemuModel {
    const FactSet *facts;
    char *target;
    GPtrArray *drivers;  /* const Driver *, by name */
    GPtrArray *machines; /* const MachineType *, by name */
    GHashTable *driver_by_name;
    GHashTable *machine_by_name; /* aliases too */
    PossibleIndex *possible;     /* NULL until asked for */
};

bool targets_include(Names targets, const char *target)
{
    if (!targets || !target) {
        return true;
    }
    for (; *targets; targets++) {
        if (g_str_equal(*targets, "*") || g_str_equal(*targets, target)) {
            return true;
        }
    }
    return false;
}

static bool is_common(Names targets)
{
    return !targets || !*targets || g_str_equal(*targets, "*");
}

static void index_drivers(QemuModel *model)
{
    const GPtrArray *all = fact_set_drivers(model->facts);

    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);
        const Driver *known;

        if (!targets_include(driver->targets, model->target)) {
            continue;
        }
        known = g_hash_table_lookup(model->driver_by_name, driver->name);
        if (!known ||
            (is_common(known->targets) && !is_common(driver->targets))) {
            g_hash_table_insert(model->driver_by_name, (char *)driver->name,
                                (gpointer)driver);
        }
    }
    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);

        if (g_hash_table_lookup(model->driver_by_name, driver->name) ==
            driver) {
            g_ptr_array_add(model->drivers, (gpointer)driver);
        }
    }
}

static void index_machines(QemuModel *model)
{
    const GPtrArray *all = fact_set_machine_types(model->facts);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (machine->abstract ||
            !targets_include(machine->targets, model->target)) {
            continue;
        }
        g_ptr_array_add(model->machines, (gpointer)machine);
        for (Names alias = machine->aliases; alias && *alias; alias++) {
            g_hash_table_insert(model->machine_by_name, (char *)*alias,
                                (gpointer)machine);
        }
    }
    for (guint i = 0; i < model->machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(model->machines, i);

        g_hash_table_insert(model->machine_by_name, (char *)machine->name,
                            (gpointer)machine);
    }
}

QemuModel *qemu_model_new(const FactSet *facts, const char *target)
{
    QemuModel *model = g_new0(QemuModel, 1);

    model->facts = facts;
    model->target = g_strdup(target);
    model->drivers = g_ptr_array_new();
    model->machines = g_ptr_array_new();
    model->driver_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    model->machine_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    index_drivers(model);
    index_machines(model);
    return model;
}

void qemu_model_free(QemuModel *model)
{
    if (!model) {
        return;
    }
    possible_index_free(model->possible);
    g_free(model->target);
    g_ptr_array_unref(model->drivers);
    g_ptr_array_unref(model->machines);
    g_hash_table_unref(model->driver_by_name);
    g_hash_table_unref(model->machine_by_name);
    g_free(model);
}

/* What is kept for later questions does not change the model. */
PossibleIndex *qemu_model_possible_index(const QemuModel *model)
{
    QemuModel *owner = (QemuModel *)model;

    if (!owner->possible) {
        owner->possible = possible_index_new(model);
    }
    return owner->possible;
}

const FactSet *qemu_model_facts(const QemuModel *model)
{
    return model->facts;
}

const char *qemu_model_target(const QemuModel *model)
{
    return model->target;
}

const GPtrArray *qemu_model_drivers(const QemuModel *model)
{
    return model->drivers;
}

const GPtrArray *qemu_model_machines(const QemuModel *model)
{
    return model->machines;
}

const Driver *qemu_model_driver(const QemuModel *model, const char *name)
{
    return name ? g_hash_table_lookup(model->driver_by_name, name) : NULL;
}

const Driver *qemu_model_parent(const QemuModel *model, const Driver *driver)
{
    return qemu_model_driver(model, driver->parent);
}

const MachineType *qemu_model_machine(const QemuModel *model, const char *name)
{
    return g_hash_table_lookup(model->machine_by_name, name);
}

static bool names_contain(Names names, const char *name)
{
    for (; names && *names; names++) {
        if (g_str_equal(*names, name)) {
            return true;
        }
    }
    return false;
}

bool qemu_model_is_a(const QemuModel *model, const Driver *driver,
                     const char *name)
{
    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        if (g_str_equal(driver->name, name) ||
            names_contain(driver->interfaces, name)) {
            return true;
        }
        driver = qemu_model_parent(model, driver);
    }
    return false;
}

static const Property *own_property(const Driver *driver, const char *name)
{
    for (guint i = 0; i < driver->properties->len; i++) {
        const Property *property =
            &g_array_index(driver->properties, Property, i);

        if (g_str_equal(property->name, name)) {
            return property;
        }
    }
    return NULL;
}

const Property *qemu_model_property(const QemuModel *model,
                                    const Driver *driver, const char *name)
{
    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        const Property *property = own_property(driver, name);

        if (property) {
            return property;
        }
        driver = qemu_model_parent(model, driver);
    }
    return NULL;
}

static int compare_properties(gconstpointer a, gconstpointer b)
{
    const Property *x = *(const Property *const *)a;
    const Property *y = *(const Property *const *)b;

    return g_strcmp0(x->name, y->name);
}

GPtrArray *qemu_model_properties(const QemuModel *model, const Driver *driver)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *found = g_ptr_array_new();

    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        for (guint i = 0; i < driver->properties->len; i++) {
            Property *property =
                &g_array_index(driver->properties, Property, i);

            if (g_hash_table_add(seen, (char *)property->name)) {
                g_ptr_array_add(found, property);
            }
        }
        driver = qemu_model_parent(model, driver);
    }
    g_ptr_array_sort(found, compare_properties);
    return found;
}
