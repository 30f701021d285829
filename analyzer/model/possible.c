/*
 * Whether something can exist in a guest of a machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible.h"

#include "model/possible-index.h"

/* Of descriptions in descriptions; one that loops ends there. */
#define MAX_DEPTH 32

typedef struct Users {
    PossibleIndex *index;
    const MachineType *machine;
    const guint8 *answers;
    Possible best;
    bool is_known; /* a driver uses it, and nothing is left open */
} Users;

Possible qemu_model_possible(const QemuModel *model, const Driver *driver,
                             const MachineType *machine)
{
    PossibleIndex *index = qemu_model_possible_index(model);
    guint number;

    return possible_index_find(index, driver, &number)
               ? (Possible)possible_index_machine(index, machine)
                     ->answers[number]
               : POSSIBLE_UNKNOWN;
}

static bool derives_from(const PossibleIndex *index, guint number, guint from)
{
    const GArray *above = possible_driver(index, number)->above;

    for (guint i = 0; i < above->len; i++) {
        if (g_array_index(above, guint, i) == from) {
            return true;
        }
    }
    return false;
}

/* Neither on the board's own buses nor in the board's own build. */
static bool is_part_of_others(const PossibleIndex *index, guint number,
                              const PossibleMachine *machine)
{
    const PossibleDriver *at = possible_driver(index, number);
    bool is_built = at->placement < 0 || machine->is_built[at->placement];
    bool has_bus =
        at->bus >= 0 ? machine->bare_buses[at->bus] : at->driver->bus != NULL;

    return at->kind == POSSIBLE_KIND_DEVICE && !is_built && !has_bus;
}

bool qemu_model_is_foreign(const QemuModel *model, const Driver *driver,
                           const MachineType *machine)
{
    PossibleIndex *index = qemu_model_possible_index(model);
    PossibleMachine *known = possible_index_machine(index, machine);
    guint number;
    bool is_any = false;

    if (!known->is_bare_known) {
        known->is_bare_known = true;
        known->bare_buses =
            possible_bare_buses(index, machine, known->is_built);
    }
    if (!known->bare_buses || !possible_index_find(index, driver, &number)) {
        return false;
    }
    for (guint i = 0; i < index->drivers->len; i++) {
        if (!derives_from(index, i, number) ||
            possible_driver(index, i)->driver->abstract) {
            continue;
        }
        if (!is_part_of_others(index, i, known)) {
            return false;
        }
        is_any = true;
    }
    return is_any;
}

/* Drivers whose class has the description. */
static bool add_drivers(Users *users, const VMState *vmstate)
{
    const GArray *numbers =
        vmstate->name
            ? g_hash_table_lookup(users->index->by_vmstate, vmstate->name)
            : NULL;
    bool is_found = false;

    for (guint i = 0; numbers && i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        const Driver *driver = possible_driver(users->index, number)->driver;

        if (g_strcmp0(driver->vmstate_symbol, vmstate->symbol) == 0) {
            is_found = true;
            users->best = MAX(users->best, users->answers[number]);
        }
    }
    return is_found;
}

static void add_users(Users *users, const VMState *vmstate, guint depth)
{
    const GPtrArray *wholes =
        vmstate->symbol
            ? g_hash_table_lookup(users->index->nested_in, vmstate->symbol)
            : NULL;
    bool is_found = add_drivers(users, vmstate);

    if (vmstate->registered || depth == MAX_DEPTH) {
        users->is_known = false;
    }
    for (guint i = 0; users->is_known && users->best != POSSIBLE_YES &&
                      wholes && i < wholes->len;
         i++) {
        is_found = true;
        add_users(users, g_ptr_array_index(wholes, i), depth + 1);
    }
    users->is_known = users->is_known && is_found;
}

Possible qemu_model_vmstate_possible(const QemuModel *model,
                                     const VMState *vmstate,
                                     const MachineType *machine)
{
    Users users = {qemu_model_possible_index(model), machine};
    Possible of_file;

    users.answers = possible_index_machine(users.index, machine)->answers;
    users.is_known = true;
    add_users(&users, vmstate, 0);
    of_file = qemu_model_file_possible(model, vmstate->location.file, machine);
    if (users.is_known || of_file == POSSIBLE_NO) {
        return users.best;
    }
    return MAX(users.best, POSSIBLE_UNKNOWN);
}
