/*
 * Two QEMU trees side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

#include <string.h>

#include "base/version.h"
#include "diff/libvirt.h"

/* The micro number from which on a version is the next release's cycle. */
#define DEVELOPMENT 50

static void add_targets(GHashTable *targets, Names names)
{
    for (; names && *names; names++) {
        if (!g_str_equal(*names, "*")) {
            g_hash_table_add(targets, (char *)*names);
        }
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of machine types and of drivers: of a part of a tree the boards may not have
 * been read, and until 2.1 machine types are no types. */
static GPtrArray *list_targets(const FactSet *facts)
{
    g_autoptr(GHashTable) targets = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *machines = fact_set_machine_types(facts);
    const GPtrArray *drivers = fact_set_drivers(facts);
    g_autofree gpointer *keys = NULL;
    GPtrArray *list = g_ptr_array_new();
    guint n_keys;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        add_targets(targets, machine->targets);
    }
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        add_targets(targets, driver->targets);
    }
    keys = g_hash_table_get_keys_as_array(targets, &n_keys);
    for (guint i = 0; i < n_keys; i++) {
        g_ptr_array_add(list, keys[i]);
    }
    g_ptr_array_sort(list, compare_texts);
    return list;
}

static void free_model(gpointer model)
{
    qemu_model_free(model);
}

static void free_defaults(gpointer defaults)
{
    effective_defaults_free(defaults);
}

static void make_side(ComparisonSide *side, const FactSet *facts,
                      const char *target)
{
    g_autoptr(GPtrArray) targets = list_targets(facts);

    side->facts = facts;
    side->models = g_ptr_array_new_with_free_func(free_model);
    side->defaults = g_ptr_array_new_with_free_func(free_defaults);
    for (guint i = 0; i < targets->len; i++) {
        const char *name = g_ptr_array_index(targets, i);

        if (!target || g_str_equal(target, name)) {
            QemuModel *model = qemu_model_new(facts, name);

            g_ptr_array_add(side->models, model);
            g_ptr_array_add(side->defaults, effective_defaults_new(model));
        }
    }
}

const QemuModel *comparison_model(const ComparisonSide *side,
                                  const char *target)
{
    for (guint i = 0; i < side->models->len; i++) {
        const QemuModel *model = g_ptr_array_index(side->models, i);

        if (g_str_equal(qemu_model_target(model), target)) {
            return model;
        }
    }
    return NULL;
}

/* "9.2": of digits and dots, with a dot. */
static bool is_versioned(const MachineType *machine)
{
    const char *version = machine->version;

    return version && strchr(version, '.') &&
           strspn(version, "0123456789.") == strlen(version);
}

/* "9.2.50" and "9.2.91" have released 9.2 and what came before. */
static char *last_release(const char *version)
{
    g_auto(GStrv) parts = g_strsplit(version ? version : "", ".", 0);
    guint n_parts = g_strv_length(parts);
    guint64 minor = n_parts > 1 ? g_ascii_strtoull(parts[1], NULL, 10) : 0;
    guint64 micro = n_parts > 2 ? g_ascii_strtoull(parts[2], NULL, 10) : 0;
    bool is_candidate = version && strstr(version, "-rc");

    if (n_parts < 2) {
        return g_strdup("0");
    }
    if (is_candidate && micro < DEVELOPMENT && minor > 0) {
        return g_strdup_printf("%s.%" G_GUINT64_FORMAT, parts[0], minor - 1);
    }
    return g_strdup_printf("%s.%" G_GUINT64_FORMAT, parts[0], minor);
}

static bool is_promised(const MachineType *machine, const char *release)
{
    return is_versioned(machine) &&
           version_compare(machine->version, release) <= 0;
}

/* Of the targets that have the machine type, the one with most drivers; the
 * later one if both have as many. */
static const QemuModel *widest(const ComparisonSide *side,
                               const MachineType *machine)
{
    const QemuModel *best = NULL;

    for (guint i = 0; i < side->models->len; i++) {
        const QemuModel *model = g_ptr_array_index(side->models, i);

        if (qemu_model_machine(model, machine->name) == machine &&
            (!best ||
             qemu_model_drivers(model)->len >= qemu_model_drivers(best)->len)) {
            best = model;
        }
    }
    return best;
}

static EffectiveMachine *make_effective(const ComparisonSide *side,
                                        const QemuModel *model,
                                        const MachineType *machine)
{
    guint at = 0;

    g_ptr_array_find(side->models, model, &at);
    return effective_machine_new(g_ptr_array_index(side->defaults, at),
                                 machine);
}

static void add_promise(Comparison *comparison, const MachineType *machine)
{
    PromisedType type = {.before = machine};

    type.old_model = widest(&comparison->before, machine);
    if (!type.old_model) {
        return;
    }
    type.target = qemu_model_target(type.old_model);
    type.new_model = comparison_model(&comparison->after, type.target);
    if (type.new_model) {
        type.after = qemu_model_machine(type.new_model, machine->name);
    }
    if (type.after) {
        type.old_effective =
            make_effective(&comparison->before, type.old_model, type.before);
        type.new_effective =
            make_effective(&comparison->after, type.new_model, type.after);
    }
    g_array_append_val(comparison->promised, type);
}

static int compare_promises(const void *a, const void *b)
{
    const MachineType *x = ((const PromisedType *)a)->before;
    const MachineType *y = ((const PromisedType *)b)->before;
    int order = g_strcmp0(x->family, y->family);

    order = order ? order : version_compare(x->version, y->version);
    order = order ? order : strcmp(x->name, y->name);
    return order ? order
                 : strcmp(((const PromisedType *)a)->target,
                          ((const PromisedType *)b)->target);
}

static void list_promises(Comparison *comparison, const char *glob)
{
    const FactSet *facts = comparison->before.facts;
    const GPtrArray *machines = fact_set_machine_types(facts);
    g_autofree char *release = last_release(fact_set_version(facts));

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        if (!machine->abstract && is_promised(machine, release) &&
            (!glob || g_pattern_match_simple(glob, machine->name))) {
            add_promise(comparison, machine);
        }
    }
    g_array_sort(comparison->promised, compare_promises);
}

static void clear_promise(gpointer data)
{
    PromisedType *type = data;

    effective_machine_free(type->old_effective);
    effective_machine_free(type->new_effective);
}

Comparison *comparison_new(const FactSet *before, const FactSet *after,
                           const char *target, const char *machine)
{
    Comparison *comparison = g_new0(Comparison, 1);

    make_side(&comparison->before, before, target);
    make_side(&comparison->after, after, target);
    comparison->promised = g_array_new(FALSE, FALSE, sizeof(PromisedType));
    g_array_set_clear_func(comparison->promised, clear_promise);
    list_promises(comparison, machine);
    return comparison;
}

static void free_side(ComparisonSide *side)
{
    g_clear_pointer(&side->defaults, g_ptr_array_unref);
    g_clear_pointer(&side->models, g_ptr_array_unref);
}

void comparison_free(Comparison *comparison)
{
    if (!comparison) {
        return;
    }
    change_set_free(comparison->changes);
    vmstate_diff_free(comparison->wire);
    g_clear_pointer(&comparison->promised, g_array_unref);
    free_side(&comparison->before);
    free_side(&comparison->after);
    g_free(comparison);
}

static void diff_qemu(Comparison *comparison)
{
    diff_machine_types(comparison);
    diff_drivers(comparison);
    diff_properties(comparison);
    diff_property_types(comparison);
    diff_vmstates(comparison);
    diff_options(comparison);
    diff_qapi(comparison);
    diff_ram_blocks(comparison);
    diff_setup(comparison);
    diff_constants(comparison);
}

const ChangeSet *comparison_changes(Comparison *comparison)
{
    const char *project = fact_set_project(comparison->after.facts);

    if (!comparison->changes) {
        comparison->changes = change_set_new();
        if (g_strcmp0(project, "libvirt") == 0) {
            diff_libvirt(comparison);
        } else {
            diff_qemu(comparison);
        }
        change_set_add(comparison->changes, CHANGE_TREE);
        change_set_sort(comparison->changes);
    }
    return comparison->changes;
}
