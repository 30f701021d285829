/*
 * Properties whose value differs under a machine type that was promised.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"
#include "diff/meaning.h"
#include "diff/property-group.h"
#include "model/possible.h"

#include <string.h>

/* What differs between two effective drivers; most machine types have the
 * same two for a driver that no compat entry reaches. */
typedef struct DriverPair {
    const EffectiveDriver *before;
    const EffectiveDriver *after;
    GArray *differences; /* guint pairs: positions in both, or NOT_THERE */
} DriverPair;

#define NOT_THERE G_MAXUINT

typedef struct Walk {
    Comparison *comparison;
    PropertyGroups *groups;
    GHashTable *pairs; /* DriverPair * by itself */
} Walk;

static guint hash_pair(gconstpointer data)
{
    const DriverPair *pair = data;

    return g_direct_hash(pair->before) * 31 + g_direct_hash(pair->after);
}

static gboolean is_same_pair(gconstpointer a, gconstpointer b)
{
    const DriverPair *x = a;
    const DriverPair *y = b;

    return x->before == y->before && x->after == y->after;
}

static void free_pair(gpointer data)
{
    DriverPair *pair = data;

    g_array_unref(pair->differences);
    g_free(pair);
}

static const EffectiveProperty *property_at(const EffectiveDriver *driver,
                                            guint position)
{
    return position == NOT_THERE ? NULL
                                 : &g_array_index(driver->properties,
                                                  EffectiveProperty, position);
}

static void add_position(GArray *differences, guint before, guint after)
{
    g_array_append_val(differences, before);
    g_array_append_val(differences, after);
}

/* No value of a qdev property is a value; one that a getter computes says
 * nothing. */
static bool can_be_told(const EffectiveProperty *property)
{
    return property->static_value.kind != VALUE_NONE ||
           g_strcmp0(property->property->how, "qdev") == 0;
}

/* A flag that became on/off/auto, or back: what "auto" (or -1) comes to is
 * decided at run time. */
static bool became_automatic(const EffectiveProperty *old,
                             const EffectiveProperty *new)
{
    return g_strcmp0(old->property->type, new->property->type) != 0 &&
           ((meaning_is_flag(&old->static_value) &&
             meaning_is_automatic(&new->static_value)) ||
            (meaning_is_automatic(&old->static_value) &&
             meaning_is_flag(&new->static_value)));
}

static bool is_other(const EffectiveProperty *old, const EffectiveProperty *new)
{
    /* What is decided at run time differs if what it starts from does. */
    bool is_known =
        old->value.kind != VALUE_UNKNOWN && new->value.kind != VALUE_UNKNOWN;

    return can_be_told(old) && can_be_told(new) &&
           !became_automatic(old, new) &&
           meaning_compare(is_known ? &old->value : &old->static_value,
                           is_known ? &new->value : &new->static_value) ==
               MEANING_OTHER;
}

/* Both are sorted by name. */
static GArray *list_differences(const EffectiveDriver *before,
                                const EffectiveDriver *after)
{
    GArray *differences = g_array_new(FALSE, FALSE, sizeof(guint));
    guint i = 0;
    guint j = 0;

    while (i < before->properties->len || j < after->properties->len) {
        const EffectiveProperty *old =
            i < before->properties->len ? property_at(before, i) : NULL;
        const EffectiveProperty *new =
            j < after->properties->len ? property_at(after, j) : NULL;
        int order = !old   ? 1
                    : !new ? -1
                           : strcmp(old->property->name, new->property->name);

        if (order < 0) {
            add_position(differences, i++, NOT_THERE);
        } else if (order > 0) {
            add_position(differences, NOT_THERE, j++);
        } else {
            if (is_other(old, new)) {
                add_position(differences, i, j);
            }
            i++;
            j++;
        }
    }
    return differences;
}

static const DriverPair *find_pair(Walk *walk, const EffectiveDriver *before,
                                   const EffectiveDriver *after)
{
    const DriverPair wanted = {before, after, NULL};
    DriverPair *pair = g_hash_table_lookup(walk->pairs, &wanted);

    if (!pair) {
        pair = g_new0(DriverPair, 1);
        pair->before = before;
        pair->after = after;
        pair->differences = list_differences(before, after);
        g_hash_table_add(walk->pairs, pair);
    }
    return pair;
}

/* A machine type's object exists under that machine type only. */
static bool is_other_machine(const PromisedType *type, const Driver *driver)
{
    gsize length = strlen(type->before->name);

    return qemu_model_is_a(type->old_model, driver, "machine") &&
           !(strncmp(driver->name, type->before->name, length) == 0 &&
             g_str_equal(driver->name + length, "-machine"));
}

static void compare_driver(Walk *walk, guint promised, const Driver *driver)
{
    const PromisedType *type =
        &g_array_index(walk->comparison->promised, PromisedType, promised);
    const Driver *other = qemu_model_driver(type->new_model, driver->name);
    const DriverPair *pair;

    if (driver->abstract || !other || other->abstract ||
        is_other_machine(type, driver)) {
        return;
    }
    pair =
        find_pair(walk, effective_machine_driver(type->old_effective, driver),
                  effective_machine_driver(type->new_effective, other));
    property_groups_saw(walk->groups, driver);
    if (pair->differences->len == 0 ||
        qemu_model_possible(type->old_model, driver, type->before) ==
            POSSIBLE_NO) {
        return;
    }
    for (guint i = 0; i < pair->differences->len; i += 2) {
        property_groups_add(
            walk->groups, driver, promised,
            property_at(pair->before,
                        g_array_index(pair->differences, guint, i)),
            property_at(pair->after,
                        g_array_index(pair->differences, guint, i + 1)));
    }
}

void diff_properties(Comparison *comparison)
{
    g_autoptr(PropertyGroups) groups = property_groups_new(comparison);
    g_autoptr(GHashTable) pairs =
        g_hash_table_new_full(hash_pair, is_same_pair, free_pair, NULL);
    Walk walk = {comparison, groups, pairs};

    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const GPtrArray *drivers;

        if (!type->after) {
            continue;
        }
        drivers = qemu_model_drivers(type->old_model);
        for (guint j = 0; j < drivers->len; j++) {
            compare_driver(&walk, i, g_ptr_array_index(drivers, j));
        }
    }
    property_groups_finish(groups);
}
