/*
 * What a guest sees of devices that no property carries.
 *
 * Drivers that both trees have are compared under each machine type. What
 * several drivers and machine types differ in alike, from the same source
 * lines, is one change.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/constant-sheet.h"
#include "model/possible.h"

#include <string.h>

/* One way to differ. */
typedef struct Group {
    ConstantDifference difference; /* borrowed from a pair */
    GPtrArray *drivers;            /* const char * */
    GPtrArray *machine_types;
} Group;

typedef struct Walk {
    Comparison *comparison;
    GHashTable *constants[2]; /* driver -> GPtrArray of constants */
    GHashTable *lists[2];     /* "target driver" -> those of that target */
    GHashTable *compared;     /* text -> GPtrArray of ConstantDifference * */
    GHashTable *groups;       /* text -> Group */
    GPtrArray *order;         /* Group * */
} Walk;

static void free_group(gpointer data)
{
    Group *group = data;

    g_ptr_array_unref(group->drivers);
    g_ptr_array_unref(group->machine_types);
    g_free(group);
}

static void free_list(gpointer data)
{
    g_ptr_array_unref(data);
}

static void add_owner(GHashTable *index, const char *driver,
                      const HardwareConstant *constant)
{
    GPtrArray *list = g_hash_table_lookup(index, driver);

    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(index, (char *)driver, list);
    }
    g_ptr_array_add(list, (gpointer)constant);
}

/* Each list is in the order of the facts: by what they are and their key. */
static GHashTable *index_constants(const FactSet *facts)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    const GPtrArray *all = fact_set_hardware_constants(facts);

    for (guint i = 0; i < all->len; i++) {
        const HardwareConstant *constant = g_ptr_array_index(all, i);

        for (guint k = 0; constant->drivers && constant->drivers[k]; k++) {
            add_owner(index, constant->drivers[k], constant);
        }
    }
    return index;
}

static const GPtrArray *constants_of(Walk *walk, guint side, const char *driver,
                                     const char *target)
{
    g_autofree char *key = g_strdup_printf("%s %s", target, driver);
    GPtrArray *list = g_hash_table_lookup(walk->lists[side], key);
    const GPtrArray *all = g_hash_table_lookup(walk->constants[side], driver);

    if (list) {
        return list;
    }
    list = g_ptr_array_new();
    for (guint i = 0; all && i < all->len; i++) {
        const HardwareConstant *constant = g_ptr_array_index(all, i);

        if (targets_include(constant->targets, target)) {
            g_ptr_array_add(list, (gpointer)constant);
        }
    }
    g_hash_table_insert(walk->lists[side], g_steal_pointer(&key), list);
    return list;
}

/* Most machine types leave the conditions of a driver's constants as others
 * do: such are compared once. */
static const GPtrArray *differences_of(Walk *walk, const PromisedType *type,
                                       const EffectiveDriver *before,
                                       const EffectiveDriver *after)
{
    const char *name = before->driver->name;
    const GPtrArray *old = constants_of(walk, 0, name, type->target);
    const GPtrArray *new = constants_of(walk, 1, name, type->target);
    g_autoptr(GString) key = g_string_new(name);
    g_autoptr(ConstantSheet) old_sheet = NULL;
    g_autoptr(ConstantSheet) new_sheet = NULL;
    GPtrArray *found;

    g_string_append_printf(key, " %s ", type->target);
    constant_verdicts(old, before, key);
    g_string_append_c(key, ' ');
    constant_verdicts(new, after, key);
    found = g_hash_table_lookup(walk->compared, key->str);
    if (found) {
        return found;
    }
    if (old->len == 0 || new->len == 0) {
        found = g_ptr_array_new();
    } else {
        old_sheet = constant_sheet_new(old, before);
        new_sheet = constant_sheet_new(new, after);
        found = constant_differences(old_sheet, new_sheet);
    }
    g_hash_table_insert(walk->compared, g_strdup(key->str), found);
    return found;
}

static void add_once(GPtrArray *list, gconstpointer element)
{
    if (!g_ptr_array_find(list, element, NULL)) {
        g_ptr_array_add(list, (gpointer)element);
    }
}

static void add_to_group(Walk *walk, const ConstantDifference *difference,
                         const Driver *driver, const MachineType *machine)
{
    g_autofree char *key = g_strdup_printf(
        "%s|%u|%s|%s|%s:%u|%s:%u", difference->name, difference->n_more,
        difference->before ? difference->before : "",
        difference->after ? difference->after : "",
        difference->old_location.file ? difference->old_location.file : "",
        difference->old_location.line,
        difference->new_location.file ? difference->new_location.file : "",
        difference->new_location.line);
    Group *group = g_hash_table_lookup(walk->groups, key);

    if (!group) {
        group = g_new0(Group, 1);
        group->difference = *difference;
        group->drivers = g_ptr_array_new();
        group->machine_types = g_ptr_array_new();
        g_hash_table_insert(walk->groups, g_steal_pointer(&key), group);
        g_ptr_array_add(walk->order, group);
    }
    add_once(group->drivers, driver->name);
    add_once(group->machine_types, machine);
}

static void compare_driver(Walk *walk, const PromisedType *type,
                           const Driver *driver)
{
    const Driver *other = qemu_model_driver(type->new_model, driver->name);
    const GPtrArray *differences;

    if (driver->abstract || !other || other->abstract ||
        !g_hash_table_contains(walk->constants[0], driver->name)) {
        return;
    }
    differences = differences_of(
        walk, type, effective_machine_driver(type->old_effective, driver),
        effective_machine_driver(type->new_effective, other));
    if (differences->len == 0 ||
        qemu_model_possible(type->old_model, driver, type->before) ==
            POSSIBLE_NO) {
        return;
    }
    for (guint i = 0; i < differences->len; i++) {
        add_to_group(walk, g_ptr_array_index(differences, i), driver,
                     type->before);
    }
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static ChangeSide side_of(ChangeSet *changes, const char *text,
                          const Location *location)
{
    ChangeSide side = {
        .exists = text != NULL,
        .value =
            text ? value_string(change_set_text(changes, text)) : value_none(),
        .location = *location,
    };

    return side;
}

static const char *note_of(ChangeSet *changes,
                           const ConstantDifference *difference)
{
    g_autofree char *text = NULL;

    if (difference->n_more > 0) {
        text =
            g_strdup_printf("%s%s%u more places differ",
                            difference->note ? difference->note : "",
                            difference->note ? "; " : "", difference->n_more);
    }
    return change_set_text(changes, text ? text : difference->note);
}

static void add_change(Comparison *comparison, const Group *group)
{
    const ConstantDifference *difference = &group->difference;
    ChangeSet *changes = comparison->changes;
    Change *change = change_set_add(changes, CHANGE_CONSTANT);

    g_ptr_array_sort(group->drivers, compare_names);
    change->driver = g_ptr_array_index(group->drivers, 0);
    change->name = change_set_text(changes, difference->name);
    change->note = note_of(changes, difference);
    change->before =
        side_of(changes, difference->before, &difference->old_location);
    change->after =
        side_of(changes, difference->after, &difference->new_location);
    for (guint i = 0; i < group->drivers->len; i++) {
        g_ptr_array_add(change->drivers, g_ptr_array_index(group->drivers, i));
    }
    for (guint i = 0; i < group->machine_types->len; i++) {
        g_ptr_array_add(change->machine_types,
                        g_ptr_array_index(group->machine_types, i));
    }
}

static GHashTable *lists_by_text(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
}

void diff_constants(Comparison *comparison)
{
    g_autoptr(GHashTable) before = index_constants(comparison->before.facts);
    g_autoptr(GHashTable) after = index_constants(comparison->after.facts);
    g_autoptr(GHashTable) old_lists = lists_by_text();
    g_autoptr(GHashTable) new_lists = lists_by_text();
    g_autoptr(GHashTable) compared = lists_by_text();
    g_autoptr(GHashTable) groups =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_group);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    Walk walk = {comparison, {before, after}, {old_lists, new_lists},
                 compared,   groups,          order};

    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const GPtrArray *drivers = qemu_model_drivers(type->old_model);

        for (guint k = 0; type->after && k < drivers->len; k++) {
            compare_driver(&walk, type, g_ptr_array_index(drivers, k));
        }
    }
    for (guint i = 0; i < order->len; i++) {
        add_change(comparison, g_ptr_array_index(order, i));
    }
}
