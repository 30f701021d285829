/*
 * Drivers of two trees, and the properties of each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/compare.h"
#include "command/pairs.h"

static char *name_and_targets(const void *fact)
{
    const Driver *driver = fact;
    g_autofree char *targets = compare_targets_text(driver->targets);

    return g_strconcat(driver->name, " ", targets, NULL);
}

static char *name_only(const void *fact)
{
    return g_strdup(((const Driver *)fact)->name);
}

static char *property_and_condition(const void *fact)
{
    const Property *property = fact;

    return g_strconcat(property->name, " ", property->when, NULL);
}

static char *property_name(const void *fact)
{
    return g_strdup(((const Property *)fact)->name);
}

static GPtrArray *property_list(const GArray *properties)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < properties->len; i++) {
        g_ptr_array_add(list, &g_array_index(properties, Property, i));
    }
    return list;
}

static void compare_default(const Comparison *comparison, const char *subject,
                            const Property *old, const Property *new)
{
    g_autofree char *before = value_to_text(&old->value);
    g_autofree char *after = value_to_text(&new->value);
    const Side sides[] = {{before, NULL, &old->location},
                          {after, NULL, &new->location}};

    if (old->value.kind == VALUE_UNKNOWN || new->value.kind == VALUE_UNKNOWN) {
        differences_add_unknown(comparison->differences);
    } else if (!value_equal(&old->value, &new->value)) {
        differences_add(comparison->differences, DIFFERENCE_PROPERTY_DEFAULT,
                        subject, &sides[0], &sides[1], NULL);
    }
}

static void compare_property(const Comparison *comparison, const char *driver,
                             const Pair *pair)
{
    const Property *old = pair->before;
    const Property *new = pair->after;
    const Property *either = old ? old : new;
    g_autofree char *subject = g_strconcat(driver, ".", either->name, NULL);
    const Side side = {.location = &either->location};

    if (!new) {
        differences_add(comparison->differences, DIFFERENCE_PROPERTY_REMOVED,
                        subject, &side, NULL, NULL);
    } else if (!old) {
        differences_add(comparison->differences, DIFFERENCE_PROPERTY_ADDED,
                        subject, NULL, &side, NULL);
    } else {
        compare_default(comparison, subject, old, new);
    }
}

static void compare_properties(const Comparison *comparison, const Driver *old,
                               const Driver *new)
{
    g_autoptr(GPtrArray) before = property_list(old->properties);
    g_autoptr(GPtrArray) after = property_list(new->properties);
    g_autoptr(GArray) pairs =
        pair_facts(before, after, property_and_condition, property_name);

    for (guint i = 0; i < pairs->len; i++) {
        compare_property(comparison, new->name, &g_array_index(pairs, Pair, i));
    }
}

static void compare_pair(const Comparison *comparison, const Pair *pair)
{
    const Driver *old = pair->before;
    const Driver *new = pair->after;
    const Driver *either = old ? old : new;
    const Side side = {.location = &either->location};

    if (!new) {
        differences_add(comparison->differences, DIFFERENCE_DRIVER_REMOVED,
                        old->name, &side, NULL, NULL);
    } else if (!old) {
        differences_add(comparison->differences, DIFFERENCE_DRIVER_ADDED,
                        new->name, NULL, &side, NULL);
    } else {
        compare_properties(comparison, old, new);
    }
}

void compare_drivers(const Comparison *comparison)
{
    gsize targets_at = G_STRUCT_OFFSET(Driver, targets);
    g_autoptr(GPtrArray) before = compare_choose(
        comparison, fact_set_drivers(comparison->before), targets_at);
    g_autoptr(GPtrArray) after = compare_choose(
        comparison, fact_set_drivers(comparison->after), targets_at);
    g_autoptr(GArray) pairs =
        pair_facts(before, after, name_and_targets, name_only);

    for (guint i = 0; i < pairs->len; i++) {
        compare_pair(comparison, &g_array_index(pairs, Pair, i));
    }
}
