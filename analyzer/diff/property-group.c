/*
 * Differences of single properties, put together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/property-group.h"

#include <string.h>

#include "base/version.h"
#include "diff/property-alias.h"

struct PropertyGroups {
    Comparison *comparison;
    GPtrArray *all;       /* PropertyGroup *, in the order of their coming */
    GHashTable *by_key;   /* the same, by driver, property and values */
    GHashTable *by_names; /* GPtrArray of them, by driver and property */
    GHashTable *seen;     /* under how many machine types, by driver name */
};

static void group_free(gpointer data)
{
    PropertyGroup *group = data;

    g_array_unref(group->promised);
    g_ptr_array_unref(group->drivers);
    g_free(group);
}

PropertyGroups *property_groups_new(Comparison *comparison)
{
    PropertyGroups *groups = g_new0(PropertyGroups, 1);

    groups->comparison = comparison;
    groups->all = g_ptr_array_new_with_free_func(group_free);
    groups->by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    groups->by_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)g_ptr_array_unref);
    groups->seen = g_hash_table_new(g_str_hash, g_str_equal);
    return groups;
}

void property_groups_saw(PropertyGroups *groups, const Driver *driver)
{
    guint n_seen =
        GPOINTER_TO_UINT(g_hash_table_lookup(groups->seen, driver->name));

    g_hash_table_insert(groups->seen, (char *)driver->name,
                        GUINT_TO_POINTER(n_seen + 1));
}

void property_groups_free(PropertyGroups *groups)
{
    if (!groups) {
        return;
    }
    g_hash_table_unref(groups->by_key);
    g_hash_table_unref(groups->by_names);
    g_hash_table_unref(groups->seen);
    g_ptr_array_unref(groups->all);
    g_free(groups);
}

static char *value_text(const EffectiveProperty *property)
{
    return property ? value_to_text(&property->value) : g_strdup("(none)");
}

static char *values_text(const EffectiveProperty *before,
                         const EffectiveProperty *after)
{
    g_autofree char *old = value_text(before);
    g_autofree char *new = value_text(after);

    return g_strdup_printf("%s\n%s", old, new);
}

static PropertyGroup *add_group(PropertyGroups *groups, const Driver *driver,
                                const char *name, char *key)
{
    PropertyGroup *group = g_new0(PropertyGroup, 1);
    char *names = g_strdup_printf("%s.%s", driver->name, name);
    GPtrArray *list = g_hash_table_lookup(groups->by_names, names);

    group->driver = driver;
    group->name = name;
    group->promised = g_array_new(FALSE, FALSE, sizeof(guint));
    group->drivers = g_ptr_array_new();
    g_ptr_array_add(group->drivers, (gpointer)driver->name);
    g_ptr_array_add(groups->all, group);
    g_hash_table_insert(groups->by_key, key, group);
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(groups->by_names, names, list);
    } else {
        g_free(names);
    }
    g_ptr_array_add(list, group);
    return group;
}

void property_groups_add(PropertyGroups *groups, const Driver *driver,
                         guint promised, const EffectiveProperty *before,
                         const EffectiveProperty *after)
{
    const char *name = (before ? before : after)->property->name;
    g_autofree char *values = values_text(before, after);
    g_autofree char *key =
        g_strdup_printf("%s\n%s\n%s", driver->name, name, values);
    PropertyGroup *group = g_hash_table_lookup(groups->by_key, key);

    if (!group) {
        group = add_group(groups, driver, name, g_steal_pointer(&key));
    }
    group->before = before;
    group->after = after;
    g_array_append_val(group->promised, promised);
}

/* Each machine type has its own object, and what differs in a property that
 * all of a family inherit is one change. */
static bool is_machine(const PropertyGroups *groups, const PropertyGroup *group)
{
    const PromisedType *type =
        &g_array_index(groups->comparison->promised, PromisedType,
                       g_array_index(group->promised, guint, 0));

    return qemu_model_is_a(type->old_model, group->driver, "machine");
}

/* Under all machine types that have the driver? */
static bool is_everywhere(const PropertyGroups *groups,
                          const PropertyGroup *group)
{
    return group->promised->len >= GPOINTER_TO_UINT(g_hash_table_lookup(
                                       groups->seen, group->driver->name));
}

/* What makes groups one change. */
static char *change_key(const PropertyGroups *groups,
                        const PropertyGroup *group)
{
    const EffectiveProperty *either =
        group->after ? group->after : group->before;
    const Location *place = &either->property->location;
    g_autofree char *values = values_text(group->before, group->after);
    g_autoptr(GString) key = g_string_new(NULL);

    g_string_printf(key, "%s\n%s\n%s:%u\n", group->name, values,
                    place->file ? place->file : "", place->line);
    if (is_machine(groups, group) || is_everywhere(groups, group)) {
        return g_string_free(g_steal_pointer(&key), FALSE);
    }
    for (guint i = 0; i < group->promised->len; i++) {
        g_string_append_printf(key, "%u,",
                               g_array_index(group->promised, guint, i));
    }
    return g_string_free(g_steal_pointer(&key), FALSE);
}

static void set_side(ChangeSide *side, const EffectiveProperty *effective)
{
    const Reason *reason;

    if (!effective) {
        return;
    }
    side->exists = true;
    side->effective = effective;
    side->value = effective->value.kind == VALUE_UNKNOWN
                      ? effective->static_value
                      : effective->value;
    side->location = effective->property->location;
    if (effective->reasons->len > 0) {
        reason = &g_array_index(effective->reasons, Reason,
                                effective->reasons->len - 1);
        if (reason->location.file) {
            side->location = reason->location;
        }
    }
}

static bool is_by_entry(const PropertyGroup *group)
{
    const GArray *reasons = group->after->reasons;

    return reasons->len > 0 &&
           g_array_index(reasons, Reason, reasons->len - 1).kind ==
               REASON_COMPAT;
}

/* A property that only the newer tree has says something if some machine
 * types get a value by an entry, to keep them as they were, and others of the
 * promised ones the default. */
static bool is_left_out(const PropertyGroups *groups,
                        const PropertyGroup *group)
{
    g_autofree char *names =
        g_strdup_printf("%s.%s", group->driver->name, group->name);
    const GPtrArray *others = g_hash_table_lookup(groups->by_names, names);

    for (guint i = 0; !is_by_entry(group) && i < others->len; i++) {
        if (is_by_entry(g_ptr_array_index(others, i))) {
            return true;
        }
    }
    return false;
}

static bool is_silent(const PropertyGroups *groups, const PropertyGroup *group)
{
    return group->promised->len == 0 ||
           (!group->before && !is_left_out(groups, group));
}

static Change *add_change(PropertyGroups *groups, const PropertyGroup *group)
{
    ChangeKind kind = !group->before  ? CHANGE_PROPERTY_ADDED
                      : !group->after ? CHANGE_PROPERTY_REMOVED
                                      : CHANGE_PROPERTY_VALUE;
    Change *change = change_set_add(groups->comparison->changes, kind);

    change->name = group->name;
    set_side(&change->before, group->before);
    set_side(&change->after, group->after);
    return change;
}

static void add_machine_types(const PropertyGroups *groups,
                              const PropertyGroup *group, Change *change)
{
    for (guint i = 0; i < group->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(groups->comparison->promised, PromisedType,
                           g_array_index(group->promised, guint, i));

        if (!g_ptr_array_find(change->machine_types, type->before, NULL)) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Drivers that the model's target has not are passed over. */
static bool is_each_a(const QemuModel *model, const GPtrArray *drivers,
                      const char *name)
{
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver =
            qemu_model_driver(model, g_ptr_array_index(drivers, i));

        if (driver && !qemu_model_is_a(model, driver, name)) {
            return false;
        }
    }
    return true;
}

/* The nearest ancestor of all that has the property, else the first. */
static const char *subject_of(const QemuModel *model, const Change *change)
{
    const char *first = g_ptr_array_index(change->drivers, 0);
    const Driver *driver = qemu_model_driver(model, first);

    while (change->drivers->len > 1 && driver &&
           qemu_model_property(model, driver, change->name)) {
        if (is_each_a(model, change->drivers, driver->name)) {
            return driver->name;
        }
        driver = qemu_model_parent(model, driver);
    }
    return first;
}

static int compare_machines(const void *a, const void *b)
{
    const MachineType *x = *(const MachineType *const *)a;
    const MachineType *y = *(const MachineType *const *)b;
    int order = g_strcmp0(x->family, y->family);

    order = order ? order : version_compare(x->version, y->version);
    return order ? order : strcmp(x->name, y->name);
}

static void name_subject(PropertyGroups *groups, Change *change)
{
    const Comparison *comparison = groups->comparison;
    GPtrArray *drivers = change->drivers;
    guint kept = 0;

    g_ptr_array_sort(drivers, compare_texts);
    for (guint i = 0; i < drivers->len; i++) {
        if (kept == 0 || strcmp(drivers->pdata[i], drivers->pdata[kept - 1])) {
            drivers->pdata[kept++] = drivers->pdata[i];
        }
    }
    g_ptr_array_set_size(drivers, (gint)kept);
    g_ptr_array_sort(change->machine_types, compare_machines);
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        if (type->before == g_ptr_array_index(change->machine_types, 0)) {
            change->driver = subject_of(change->after.exists ? type->new_model
                                                             : type->old_model,
                                        change);
        }
    }
}

void property_groups_finish(PropertyGroups *groups)
{
    g_autoptr(GHashTable) changes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) made = g_ptr_array_new();

    property_groups_settle_aliases(groups->comparison, groups->all,
                                   groups->by_names);
    for (guint i = 0; i < groups->all->len; i++) {
        PropertyGroup *group = g_ptr_array_index(groups->all, i);
        g_autofree char *key = NULL;
        Change *change;

        if (is_silent(groups, group)) {
            continue;
        }
        key = change_key(groups, group);
        change = g_hash_table_lookup(changes, key);
        if (!change) {
            change = add_change(groups, group);
            g_ptr_array_add(made, change);
            g_hash_table_insert(changes, g_steal_pointer(&key), change);
        }
        add_machine_types(groups, group, change);
        g_ptr_array_extend(change->drivers, group->drivers, NULL, NULL);
    }
    for (guint i = 0; i < made->len; i++) {
        name_subject(groups, g_ptr_array_index(made, i));
    }
}
