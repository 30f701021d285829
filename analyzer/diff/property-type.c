/*
 * Properties that take another kind of value than before.
 *
 * Only kinds that do not take each other's values count: what is "on" for a
 * flag is refused by a number, and 300 by eight bits. Enumerations, strings and
 * links are all written as strings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"
#include "model/possible.h"

#include <string.h>

typedef enum Kind {
    KIND_FLAG,
    KIND_CHOICE, /* on, off or auto: takes what a flag takes, if it is written
                    as a string */
    KIND_NUMBER,
    KIND_TEXT,
    KIND_UNKNOWN,
} Kind;

/* Bits of a number; 0: it is none. */
static guint bits_of(const char *type)
{
    static const struct {
        const char *type;
        guint bits;
    } numbers[] = {
        {"uint8", 8},   {"int8", 8},    {"uint16", 16}, {"int16", 16},
        {"uint32", 32}, {"int32", 32},  {"uint64", 64}, {"int64", 64},
        {"int", 64},    {"number", 64}, {"size", 64},
    };

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (g_str_equal(type, numbers[i].type)) {
            return numbers[i].bits;
        }
    }
    return 0;
}

static Kind kind_of(const char *type)
{
    if (!type) {
        return KIND_UNKNOWN;
    }
    if (g_str_equal(type, "bool")) {
        return KIND_FLAG;
    }
    if (g_str_equal(type, "OnOffAuto")) {
        return KIND_CHOICE;
    }
    return bits_of(type) ? KIND_NUMBER
           : g_str_equal(type, "str") || g_str_equal(type, "string")
               ? KIND_TEXT
               : KIND_UNKNOWN;
}

static bool takes_less(const char *old, const char *new)
{
    Kind before = kind_of(old);
    Kind after = kind_of(new);

    if (before == KIND_UNKNOWN || after == KIND_UNKNOWN || after == KIND_TEXT) {
        return false;
    }
    return before == KIND_NUMBER && after == KIND_NUMBER
               ? bits_of(new) < bits_of(old)
               : before != after;
}

static void add_machine_types(Comparison *comparison, Change *change)
{
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const Driver *driver =
            type->after ? qemu_model_driver(type->old_model, change->driver)
                        : NULL;

        if (driver && qemu_model_possible(type->old_model, driver,
                                          type->before) != POSSIBLE_NO) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

static void add_change(Comparison *comparison, const Driver *driver,
                       const Property *old, const Property *new)
{
    Change *change = change_set_add(comparison->changes, CHANGE_PROPERTY_TYPE);

    change->driver = driver->name;
    change->name = old->name;
    change->before.exists = true;
    change->before.value = value_string(old->type);
    change->before.location = old->location;
    change->after.exists = true;
    change->after.value = value_string(new->type);
    change->after.location = new->location;
    g_ptr_array_add(change->drivers, (gpointer)driver->name);
    add_machine_types(comparison, change);
}

/* Of the driver's own properties: an ancestor's are said once, with it. */
static void compare_driver(Comparison *comparison, const QemuModel *after,
                           const Driver *driver, GHashTable *seen)
{
    const Driver *other = qemu_model_driver(after, driver->name);

    for (guint i = 0; other && i < driver->properties->len; i++) {
        const Property *old = &g_array_index(driver->properties, Property, i);
        const Property *new = qemu_model_property(after, other, old->name);
        g_autofree char *key = NULL;

        if (!new || !takes_less(old->type, new->type)) {
            continue;
        }
        key = g_strdup_printf("%s %s", driver->name, old->name);
        if (g_hash_table_add(seen, g_steal_pointer(&key))) {
            add_change(comparison, driver, old, new);
        }
    }
}

void diff_property_types(Comparison *comparison)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < comparison->before.models->len; i++) {
        const QemuModel *before =
            g_ptr_array_index(comparison->before.models, i);
        const QemuModel *after =
            comparison_model(&comparison->after, qemu_model_target(before));
        const GPtrArray *drivers = qemu_model_drivers(before);

        for (guint k = 0; after && k < drivers->len; k++) {
            compare_driver(comparison, after, g_ptr_array_index(drivers, k),
                           seen);
        }
    }
}
