/*
 * The comparison of all targets of two trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

void vmstate_diff_add(VMStateDiff *diff, const WireModel *before,
                      const WireModel *after)
{
    g_autoptr(GPtrArray) nobody = g_ptr_array_new();
    const WireComparison comparison = {diff, {before, after}, nobody};

    compare_sections(&comparison);
    compare_faults(&comparison);
}

/* Of machine types: drivers of common code are of all targets. */
static GHashTable *targets_of(const FactSet *facts)
{
    const GPtrArray *all = fact_set_machine_types(facts);
    GHashTable *targets = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        for (Names name = machine->targets; name && *name; name++) {
            if (!g_str_equal(*name, "*")) {
                g_hash_table_add(targets, (char *)*name);
            }
        }
    }
    return targets;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *common_targets(const FactSet *before, const FactSet *after)
{
    g_autoptr(GHashTable) old = targets_of(before);
    g_autoptr(GHashTable) new = targets_of(after);
    GPtrArray *common = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, old);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (g_hash_table_contains(new, name)) {
            g_ptr_array_add(common, name);
        }
    }
    g_ptr_array_sort(common, compare_texts);
    return common;
}

static void add_target(VMStateDiff *diff, const FactSet *before,
                       const FactSet *after, const char *target)
{
    g_autoptr(WireModel) old = wire_model_new(before, target);
    g_autoptr(WireModel) new = wire_model_new(after, target);

    vmstate_diff_add(diff, old, new);
}

void vmstate_diff_add_all(VMStateDiff *diff, const FactSet *before,
                          const FactSet *after, const char *target)
{
    g_autoptr(GPtrArray) targets = common_targets(before, after);

    if (target || targets->len == 0) {
        add_target(diff, before, after, target);
        return;
    }
    for (guint i = 0; i < targets->len; i++) {
        add_target(diff, before, after, targets->pdata[i]);
    }
}
