/*
 * Machine types of two trees: which there are, their class fields and the
 * compat property that counts for each property.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/compare.h"
#include "command/pairs.h"

static char *name_and_targets(const void *fact)
{
    const MachineType *machine = fact;
    g_autofree char *targets = compare_targets_text(machine->targets);

    return g_strconcat(machine->name, " ", targets, NULL);
}

static char *name_only(const void *fact)
{
    return g_strdup(((const MachineType *)fact)->name);
}

static char *field_key(const void *fact)
{
    return g_strdup(((const MachineField *)fact)->name);
}

static GPtrArray *field_list(const GArray *fields)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < fields->len; i++) {
        g_ptr_array_add(list, &g_array_index(fields, MachineField, i));
    }
    return list;
}

static void compare_field(const Comparison *comparison,
                          const MachineType *machine, const MachineField *old,
                          const MachineField *new)
{
    const MachineField *either = old ? old : new;
    g_autofree char *before = old ? value_to_text(&old->value) : NULL;
    g_autofree char *after = new ? value_to_text(&new->value) : NULL;
    const Side sides[] = {{before, NULL, old ? &old->location : NULL},
                          {after, NULL, new ? &new->location : NULL}};

    if ((old && old->value.kind == VALUE_UNKNOWN) ||
        (new &&new->value.kind == VALUE_UNKNOWN)) {
        differences_add_unknown(comparison->differences);
    } else if (!old || !new || !value_equal(&old->value, &new->value)) {
        differences_add(comparison->differences, DIFFERENCE_MACHINE_FIELD,
                        either->name, old ? &sides[0] : NULL,
                        new ? &sides[1] : NULL, machine);
    }
}

static void compare_fields(const Comparison *comparison, const MachineType *old,
                           const MachineType *new)
{
    g_autoptr(GPtrArray) before = field_list(old->fields);
    g_autoptr(GPtrArray) after = field_list(new->fields);
    g_autoptr(GArray) pairs = pair_facts(before, after, field_key, NULL);

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);

        compare_field(comparison, new, pair->before, pair->after);
    }
}

static char *compat_key(const void *fact)
{
    const CompatProperty *compat = fact;

    return g_strconcat(compat->driver, ".", compat->property, NULL);
}

/* The last entry for each property: it wins. */
static GPtrArray *last_entries(const GArray *compat)
{
    GPtrArray *list = g_ptr_array_new();
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = compat->len; i > 0; i--) {
        CompatProperty *entry = &g_array_index(compat, CompatProperty, i - 1);

        if (g_hash_table_add(seen, compat_key(entry))) {
            g_ptr_array_add(list, entry);
        }
    }
    return list;
}

static Side compat_side(const CompatProperty *entry)
{
    return (Side){entry->value, entry->list, &entry->location};
}

static void compare_entry(const Comparison *comparison,
                          const MachineType *machine, const CompatProperty *old,
                          const CompatProperty *new)
{
    g_autofree char *subject = compat_key(old ? old : new);
    const Side before = old ? compat_side(old) : (Side){0};
    const Side after = new ? compat_side(new) : (Side){0};

    if ((old && !old->value) || (new && !new->value)) {
        differences_add_unknown(comparison->differences);
    } else if (!old || !new || !g_str_equal(old->value, new->value)) {
        differences_add(comparison->differences, DIFFERENCE_COMPAT, subject,
                        old ? &before : NULL, new ? &after : NULL, machine);
    }
}

static void compare_compat(const Comparison *comparison, const MachineType *old,
                           const MachineType *new)
{
    g_autoptr(GPtrArray) before = last_entries(old->compat);
    g_autoptr(GPtrArray) after = last_entries(new->compat);
    g_autoptr(GArray) pairs = pair_facts(before, after, compat_key, NULL);

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);

        compare_entry(comparison, new, pair->before, pair->after);
    }
}

static void compare_pair(const Comparison *comparison, const Pair *pair)
{
    const MachineType *old = pair->before;
    const MachineType *new = pair->after;
    const MachineType *either = old ? old : new;
    const Side side = {.location = &either->location};

    if (!new) {
        differences_add(comparison->differences, DIFFERENCE_MACHINE_REMOVED,
                        old->name, &side, NULL, NULL);
    } else if (!old) {
        differences_add(comparison->differences, DIFFERENCE_MACHINE_ADDED,
                        new->name, NULL, &side, NULL);
    } else {
        compare_fields(comparison, old, new);
        compare_compat(comparison, old, new);
    }
}

/* Those of --target and --machine; abstract ones are no machine types that
 * anybody can start. */
static GPtrArray *choose_machines(const Comparison *comparison,
                                  const FactSet *facts)
{
    const char *glob = comparison->options->machine;
    g_autoptr(GPtrArray) all =
        compare_choose(comparison, fact_set_machine_types(facts),
                       G_STRUCT_OFFSET(MachineType, targets));
    GPtrArray *chosen = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        MachineType *machine = g_ptr_array_index(all, i);

        if (!machine->abstract &&
            (!glob || g_pattern_match_simple(glob, machine->name))) {
            g_ptr_array_add(chosen, machine);
        }
    }
    return chosen;
}

void compare_machine_types(const Comparison *comparison)
{
    g_autoptr(GPtrArray) before =
        choose_machines(comparison, comparison->before);
    g_autoptr(GPtrArray) after = choose_machines(comparison, comparison->after);
    g_autoptr(GArray) pairs =
        pair_facts(before, after, name_and_targets, name_only);

    for (guint i = 0; i < pairs->len; i++) {
        compare_pair(comparison, &g_array_index(pairs, Pair, i));
    }
}
