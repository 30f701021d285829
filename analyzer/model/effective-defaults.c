/*
 * What drivers are without any compat entry: their parent's properties and
 * their own, aliases as what they stand for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective-defaults.h"

#include "model/effective-property.h"
#include "model/run-time.h"

#include <string.h>

struct EffectiveDefaults {
    const QemuModel *model;
    GHashTable *drivers; /* DriverDefaults * by const Driver * */
};

static void free_defaults(gpointer data)
{
    DriverDefaults *defaults = data;

    effective_driver_free(defaults->effective);
    g_ptr_array_unref(defaults->names);
    g_ptr_array_unref(defaults->children);
    g_free(defaults);
}

EffectiveDefaults *effective_defaults_new(const QemuModel *model)
{
    EffectiveDefaults *defaults = g_new0(EffectiveDefaults, 1);

    defaults->model = model;
    defaults->drivers = g_hash_table_new_full(NULL, NULL, NULL, free_defaults);
    return defaults;
}

void effective_defaults_free(EffectiveDefaults *defaults)
{
    if (!defaults) {
        return;
    }
    g_hash_table_unref(defaults->drivers);
    g_free(defaults);
}

const QemuModel *effective_defaults_model(const EffectiveDefaults *defaults)
{
    return defaults->model;
}

const char *effective_alias_own(const Driver *driver, const Property *property)
{
    gsize length = strlen(driver->name);
    const char *alias_of = property->alias_of;

    return alias_of && strncmp(alias_of, driver->name, length) == 0 &&
                   alias_of[length] == '.' &&
                   !g_str_equal(alias_of + length + 1, property->name)
               ? alias_of + length + 1
               : NULL;
}

const DriverDefaults *effective_alias_child(EffectiveDefaults *defaults,
                                            const Driver *driver,
                                            const Property *property,
                                            const char **ret_name)
{
    const char *alias_of = property->alias_of;
    const char *dot = alias_of ? strchr(alias_of, '.') : NULL;
    g_autofree char *name = NULL;
    const Driver *child;

    if (!dot) {
        return NULL;
    }
    name = g_strndup(alias_of, (gsize)(dot - alias_of));
    child = qemu_model_driver(defaults->model, name);
    if (!child || child == driver) {
        return NULL;
    }
    *ret_name = dot + 1;
    return effective_defaults_find(defaults, child);
}

static EffectiveProperty own_property(EffectiveDefaults *defaults,
                                      DriverDefaults *found,
                                      const Property *property)
{
    EffectiveProperty own = {
        .property = property,
        .reasons = g_array_new(FALSE, TRUE, sizeof(Reason)),
    };
    const char *name = NULL;
    const DriverDefaults *child =
        effective_alias_child(defaults, found->driver, property, &name);
    const EffectiveProperty *original =
        child ? effective_driver_find(child->effective, name) : NULL;
    Reason reason = {
        .kind = REASON_DEFAULT,
        .driver = found->driver->name,
        .value = property->value,
        .location = property->location,
    };

    if (child && !g_ptr_array_find(found->children, child, NULL)) {
        g_ptr_array_add(found->children, (gpointer)child);
    }
    if (original) {
        effective_property_take(&own, original);
    } else {
        effective_property_add(&own, &reason);
    }
    return own;
}

static void inherit(EffectiveDriver *effective, const EffectiveProperty *from)
{
    const EffectiveProperty property = {
        .property = from->property,
        .value = from->static_value,
        .static_value = from->static_value,
        .reasons = g_array_ref(from->reasons),
        .is_shared = true,
    };

    g_array_append_val(effective->properties, property);
}

/* Both lists are sorted by name; of equal names the own one counts, and of
 * several own ones the first. */
static void merge_properties(EffectiveDefaults *defaults, DriverDefaults *found,
                             const EffectiveDriver *parent)
{
    const GArray *own = found->driver->properties;
    EffectiveDriver *effective = found->effective;
    guint n_inherited = parent ? parent->properties->len : 0;
    guint j = 0;

    for (guint i = 0; i < own->len; i++) {
        const Property *property = &g_array_index(own, Property, i);
        EffectiveProperty made;

        if (i > 0 && g_str_equal(property->name,
                                 g_array_index(own, Property, i - 1).name)) {
            continue;
        }
        for (; j < n_inherited; j++) {
            const EffectiveProperty *from =
                &g_array_index(parent->properties, EffectiveProperty, j);
            int order = strcmp(from->property->name, property->name);

            if (order > 0) {
                break;
            }
            if (order < 0) {
                inherit(effective, from);
            }
        }
        made = own_property(defaults, found, property);
        g_array_append_val(effective->properties, made);
    }
    for (; j < n_inherited; j++) {
        inherit(effective,
                &g_array_index(parent->properties, EffectiveProperty, j));
    }
}

static void copy_names(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++) {
        if (!g_ptr_array_find(to, g_ptr_array_index(from, i), NULL)) {
            g_ptr_array_add(to, g_ptr_array_index(from, i));
        }
    }
}

static void add_names(DriverDefaults *found, const DriverDefaults *parent)
{
    g_ptr_array_add(found->names, (gpointer)found->driver->name);
    for (Names name = found->driver->interfaces; name && *name; name++) {
        g_ptr_array_add(found->names, (gpointer)*name);
    }
    if (parent) {
        copy_names(found->names, parent->names);
        copy_names(found->children, parent->children);
    }
    for (guint i = 0; i < found->children->len; i++) {
        const DriverDefaults *child = g_ptr_array_index(found->children, i);

        copy_names(found->names, child->names);
    }
}

void effective_driver_share_spellings(EffectiveDriver *effective)
{
    for (guint i = 0; i < effective->properties->len; i++) {
        EffectiveProperty *property =
            &g_array_index(effective->properties, EffectiveProperty, i);
        const char *name =
            effective_alias_own(effective->driver, property->property);
        const EffectiveProperty *original =
            name ? effective_driver_find(effective, name) : NULL;

        if (original) {
            effective_property_take(property, original);
        }
    }
}

static bool is_cpu(const DriverDefaults *found)
{
    return g_ptr_array_find_with_equal_func(found->names, "cpu", g_str_equal,
                                            NULL);
}

const DriverDefaults *effective_defaults_find(EffectiveDefaults *defaults,
                                              const Driver *driver)
{
    DriverDefaults *found = g_hash_table_lookup(defaults->drivers, driver);
    const Driver *parent;
    const DriverDefaults *inherited;

    if (found) {
        return found->is_made ? found : NULL;
    }
    found = g_new0(DriverDefaults, 1);
    found->driver = driver;
    found->names = g_ptr_array_new();
    found->children = g_ptr_array_new();
    found->effective = effective_driver_empty(driver);
    g_hash_table_insert(defaults->drivers, (gpointer)driver, found);
    parent = qemu_model_parent(defaults->model, driver);
    inherited = parent ? effective_defaults_find(defaults, parent) : NULL;
    merge_properties(defaults, found, inherited ? inherited->effective : NULL);
    effective_driver_share_spellings(found->effective);
    add_names(found, inherited);
    found->has_getters = !is_cpu(found);
    run_time_apply(found->effective, found->has_getters);
    found->is_made = true;
    return found;
}
