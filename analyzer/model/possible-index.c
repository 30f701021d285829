/*
 * The drivers of a model by number.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible-index.h"

/* Deeper than any chain of QOM parents, and an end for one that loops. */
#define MAX_DEPTH 64

static void clear_driver(gpointer data)
{
    PossibleDriver *at = data;

    g_array_unref(at->above);
    g_array_unref(at->creates);
}

/* The first that fits counts: a CPU is a device too. */
static PossibleKind kind_of(const QemuModel *model, const Driver *driver)
{
    static const struct {
        const char *name;
        PossibleKind kind;
    } kinds[] = {
        {"machine", POSSIBLE_KIND_MACHINE},
        {"cpu", POSSIBLE_KIND_CPU},
        {"device", POSSIBLE_KIND_DEVICE},
        {"bus", POSSIBLE_KIND_BUS},
        {"accel", POSSIBLE_KIND_ALWAYS},
        {"accel-ops", POSSIBLE_KIND_ALWAYS},
        {"accel-cpu", POSSIBLE_KIND_ALWAYS},
        {"user-creatable", POSSIBLE_KIND_ALWAYS},
        {"interface", POSSIBLE_KIND_INTERFACE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (qemu_model_is_a(model, driver, kinds[i].name)) {
            return kinds[i].kind;
        }
    }
    return POSSIBLE_KIND_OTHER;
}

static void add_by_name(const PossibleIndex *index, const char *name,
                        GArray *numbers)
{
    guint number;

    if (possible_index_find(index, qemu_model_driver(index->model, name),
                            &number)) {
        g_array_append_val(numbers, number);
    }
}

static void add_to_list(GHashTable *lists, const char *key, guint number)
{
    GArray *numbers = key ? g_hash_table_lookup(lists, key) : NULL;

    if (!key) {
        return;
    }
    if (!numbers) {
        numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(lists, (char *)key, numbers);
    }
    g_array_append_val(numbers, number);
}

static void connect(PossibleIndex *index, guint number)
{
    PossibleDriver *at = &g_array_index(index->drivers, PossibleDriver, number);
    const Driver *driver = at->driver;
    guint bus;

    at->bus = possible_index_find(
                  index, qemu_model_driver(index->model, driver->bus), &bus)
                  ? (gint)bus
                  : -1;
    for (guint i = 0; driver && i < MAX_DEPTH; i++) {
        add_by_name(index, driver->name, at->above);
        driver = qemu_model_parent(index->model, driver);
    }
    for (Names name = at->driver->creates; name && *name; name++) {
        add_by_name(index, *name, at->creates);
    }
    at->placement = possible_index_placement(index, at->driver->location.file);
    add_to_list(index->of_file, at->driver->location.file, number);
    add_to_list(index->by_vmstate, at->driver->vmstate, number);
}

static void spread_named(PossibleIndex *index, const PossibleDriver *at)
{
    for (guint i = 0; at->driver->is_named && i < at->above->len; i++) {
        guint above = g_array_index(at->above, guint, i);

        g_array_index(index->drivers, PossibleDriver, above).is_named = true;
    }
}

static void read_placements(PossibleIndex *index)
{
    const GPtrArray *all = fact_set_placements(qemu_model_facts(index->model));

    for (guint i = 0; i < all->len; i++) {
        const Placement *placement = g_ptr_array_index(all, i);

        for (Names file = placement->files; file && *file; file++) {
            g_hash_table_insert(index->by_file, (char *)*file,
                                GUINT_TO_POINTER(i + 1));
        }
    }
}

static void add_part(PossibleIndex *index, const char *symbol,
                     const VMState *whole)
{
    GPtrArray *wholes;

    if (!symbol) {
        return;
    }
    wholes = g_hash_table_lookup(index->nested_in, symbol);
    if (!wholes) {
        wholes = g_ptr_array_new();
        g_hash_table_insert(index->nested_in, (char *)symbol, wholes);
    }
    g_ptr_array_add(wholes, (gpointer)whole);
}

static void read_vmstates(PossibleIndex *index)
{
    const GPtrArray *all = fact_set_vmstates(qemu_model_facts(index->model));

    for (guint i = 0; i < all->len; i++) {
        const VMState *vmstate = g_ptr_array_index(all, i);

        for (guint k = 0; k < vmstate->fields->len; k++) {
            add_part(
                index,
                g_array_index(vmstate->fields, VMStateField, k).vmstate_symbol,
                vmstate);
        }
        for (guint k = 0; k < vmstate->subsection_symbols->len; k++) {
            add_part(index, g_ptr_array_index(vmstate->subsection_symbols, k),
                     vmstate);
        }
    }
}

static void free_machine(gpointer data)
{
    PossibleMachine *machine = data;

    g_free(machine->is_built);
    g_free(machine->needed);
    g_free(machine->answers);
    g_free(machine->bare_buses);
    g_free(machine);
}

static PossibleIndex *index_new(const QemuModel *model)
{
    PossibleIndex *index = g_new0(PossibleIndex, 1);

    index->model = model;
    index->drivers = g_array_new(FALSE, FALSE, sizeof(PossibleDriver));
    g_array_set_clear_func(index->drivers, clear_driver);
    index->by_driver = g_hash_table_new(NULL, NULL);
    index->machines = g_hash_table_new_full(NULL, NULL, NULL, free_machine);
    index->by_file = g_hash_table_new(g_str_hash, g_str_equal);
    index->of_file = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify)g_array_unref);
    index->by_vmstate = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify)g_array_unref);
    index->nested_in = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify)g_ptr_array_unref);
    return index;
}

PossibleIndex *possible_index_new(const QemuModel *model)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    PossibleIndex *index = index_new(model);

    read_placements(index);
    read_vmstates(index);
    for (guint i = 0; i < drivers->len; i++) {
        PossibleDriver at = {.driver = g_ptr_array_index(drivers, i)};

        at.kind = kind_of(model, at.driver);
        at.above = g_array_new(FALSE, FALSE, sizeof(guint));
        at.creates = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(index->drivers, at);
        g_hash_table_insert(index->by_driver, (gpointer)at.driver,
                            GUINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < index->drivers->len; i++) {
        connect(index, i);
    }
    for (guint i = 0; i < index->drivers->len; i++) {
        spread_named(index, possible_driver(index, i));
    }
    return index;
}

void possible_index_free(PossibleIndex *index)
{
    if (!index) {
        return;
    }
    g_array_unref(index->drivers);
    g_hash_table_unref(index->by_driver);
    g_hash_table_unref(index->by_vmstate);
    g_hash_table_unref(index->machines);
    g_hash_table_unref(index->by_file);
    g_hash_table_unref(index->of_file);
    g_hash_table_unref(index->nested_in);
    g_free(index);
}

bool possible_index_find(const PossibleIndex *index, const Driver *driver,
                         guint *ret_number)
{
    guint found =
        driver ? GPOINTER_TO_UINT(g_hash_table_lookup(index->by_driver, driver))
               : 0;

    if (!found) {
        return false;
    }
    *ret_number = found - 1;
    return true;
}

gint possible_index_placement(const PossibleIndex *index, const char *file)
{
    return file ? GPOINTER_TO_INT(g_hash_table_lookup(index->by_file, file)) - 1
                : -1;
}

PossibleMachine *possible_index_machine(PossibleIndex *index,
                                        const MachineType *machine)
{
    PossibleMachine *known = g_hash_table_lookup(index->machines, machine);
    const GPtrArray *placements =
        fact_set_placements(qemu_model_facts(index->model));

    if (!known) {
        known = g_new0(PossibleMachine, 1);
        known->is_built = possible_built(index, machine);
        known->needed = g_new0(guint8, placements->len + 1);
        known->answers = possible_answers(index, machine, known->is_built);
        g_hash_table_insert(index->machines, (gpointer)machine, known);
    }
    return known;
}
