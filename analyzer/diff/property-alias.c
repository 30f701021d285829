/*
 * One difference that is seen under two names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/property-alias.h"

#include <string.h>

typedef struct Holder {
    const Driver *driver; /* whose property is an alias */
    const char *name;     /* of that property */
} Holder;

/* Who has an alias of it, by "driver.property": GArray of Holder. */
static GHashTable *index_holders(const FactSet *facts)
{
    const GPtrArray *all = fact_set_drivers(facts);
    GHashTable *holders = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                                (GDestroyNotify)g_array_unref);

    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);

        for (guint j = 0; j < driver->properties->len; j++) {
            const Property *property =
                &g_array_index(driver->properties, Property, j);
            Holder holder = {driver, property->name};
            GArray *list;

            if (!property->alias_of) {
                continue;
            }
            list = g_hash_table_lookup(holders, property->alias_of);
            if (!list) {
                list = g_array_new(FALSE, FALSE, sizeof(Holder));
                g_hash_table_insert(holders, (char *)property->alias_of, list);
            }
            g_array_append_val(list, holder);
        }
    }
    return holders;
}

static GPtrArray *groups_of(GHashTable *by_names, const char *driver,
                            const char *name)
{
    g_autofree char *names = g_strdup_printf("%s.%s", driver, name);

    return g_hash_table_lookup(by_names, names);
}

static bool has_machine_type(const PropertyGroup *group, guint promised)
{
    for (guint i = 0; i < group->promised->len; i++) {
        if (g_array_index(group->promised, guint, i) == promised) {
            return true;
        }
    }
    return false;
}

static bool differs(GHashTable *by_names, const char *driver, const char *name,
                    guint promised)
{
    const GPtrArray *groups = groups_of(by_names, driver, name);

    for (guint i = 0; groups && i < groups->len; i++) {
        if (has_machine_type(g_ptr_array_index(groups, i), promised)) {
            return true;
        }
    }
    return false;
}

/* Is there a device on that machine type that holds the child and does not
 * differ? */
static bool is_hidden(const PromisedType *type, guint promised,
                      const GArray *holders, GHashTable *by_names)
{
    for (guint i = 0; i < holders->len; i++) {
        const Holder *holder = &g_array_index(holders, Holder, i);
        const Driver *driver =
            qemu_model_driver(type->new_model, holder->driver->name);

        if (driver == holder->driver && !driver->abstract &&
            !differs(by_names, driver->name, holder->name, promised)) {
            return true;
        }
    }
    return false;
}

static void hide_child(const Comparison *comparison, PropertyGroup *group,
                       GHashTable *holders, GHashTable *by_names)
{
    g_autofree char *names =
        g_strdup_printf("%s.%s", group->driver->name, group->name);
    const GArray *list = g_hash_table_lookup(holders, names);
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(guint));

    if (!list) {
        return;
    }
    for (guint i = 0; i < group->promised->len; i++) {
        guint promised = g_array_index(group->promised, guint, i);
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, promised);

        if (!is_hidden(type, promised, list, by_names)) {
            g_array_append_val(kept, promised);
        }
    }
    g_array_set_size(group->promised, 0);
    g_array_append_vals(group->promised, kept->data, kept->len);
}

static bool has_same_values(const PropertyGroup *x, const PropertyGroup *y)
{
    if (!x->before != !y->before || !x->after != !y->after) {
        return false;
    }
    return (!x->before || value_equal(&x->before->value, &y->before->value)) &&
           (!x->after || value_equal(&x->after->value, &y->after->value));
}

/* The other group that differs alike on all machine types of this one. */
static PropertyGroup *covering(const PropertyGroup *group,
                               const GPtrArray *candidates)
{
    for (guint i = 0; candidates && i < candidates->len; i++) {
        PropertyGroup *other = g_ptr_array_index(candidates, i);
        bool covers = other != group && has_same_values(other, group);

        for (guint j = 0; covers && j < group->promised->len; j++) {
            covers = has_machine_type(other,
                                      g_array_index(group->promised, guint, j));
        }
        if (covers) {
            return other;
        }
    }
    return NULL;
}

static const char *original_of(const PropertyGroup *group)
{
    const EffectiveProperty *either =
        group->after ? group->after : group->before;

    return either->property->alias_of;
}

static void join_original(PropertyGroup *group, GHashTable *by_names)
{
    const char *original = original_of(group);
    PropertyGroup *other =
        original ? covering(group, g_hash_table_lookup(by_names, original))
                 : NULL;

    if (other) {
        g_ptr_array_extend(other->drivers, group->drivers, NULL, NULL);
        g_array_set_size(group->promised, 0);
    }
}

void property_groups_settle_aliases(const Comparison *comparison,
                                    const GPtrArray *groups,
                                    GHashTable *by_names)
{
    g_autoptr(GHashTable) holders = index_holders(comparison->after.facts);

    for (guint i = 0; i < groups->len; i++) {
        hide_child(comparison, g_ptr_array_index(groups, i), holders, by_names);
    }
    for (guint i = 0; i < groups->len; i++) {
        join_original(g_ptr_array_index(groups, i), by_names);
    }
}
