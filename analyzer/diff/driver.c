/*
 * Drivers that are gone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"
#include "model/possible.h"

static bool has_driver(const ComparisonSide *side, const char *name)
{
    for (guint i = 0; i < side->models->len; i++) {
        if (qemu_model_driver(g_ptr_array_index(side->models, i), name)) {
            return true;
        }
    }
    return false;
}

static void add_machine_types(Comparison *comparison, const Driver *driver,
                              Change *change)
{
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        if (type->after &&
            qemu_model_driver(type->old_model, driver->name) == driver &&
            qemu_model_possible(type->old_model, driver, type->before) !=
                POSSIBLE_NO) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

void diff_drivers(Comparison *comparison)
{
    const GPtrArray *all = fact_set_drivers(comparison->before.facts);
    const char *last = NULL;

    /* Machine types are looked at by themselves. */
    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);
        Change *change;

        if (driver->abstract || g_strcmp0(driver->name, last) == 0 ||
            has_driver(&comparison->after, driver->name) ||
            g_str_has_suffix(driver->name, "-machine")) {
            continue;
        }
        last = driver->name;
        change = change_set_add(comparison->changes, CHANGE_DRIVER_REMOVED);
        change->driver = driver->name;
        change->name = driver->name;
        change->before.exists = true;
        change->before.location = driver->location;
        g_ptr_array_add(change->drivers, (gpointer)driver->name);
        add_machine_types(comparison, driver, change);
    }
}
