/*
 * Source files, as far as the builds for single boards tell.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible-index.h"

static bool names_contain(Names names, const char *name)
{
    for (; names && name && *names; names++) {
        if (g_str_equal(*names, name)) {
            return true;
        }
    }
    return false;
}

static const Placement *placement_at(const PossibleIndex *index, gint number)
{
    return g_ptr_array_index(
        fact_set_placements(qemu_model_facts(index->model)), number);
}

bool *possible_built(const PossibleIndex *index, const MachineType *machine)
{
    const GPtrArray *all = fact_set_placements(qemu_model_facts(index->model));
    const char *board = machine->location.file;
    bool is_known = possible_index_placement(index, board) >= 0;
    bool *is_built = g_new0(bool, all->len + 1);

    for (guint i = 0; i < all->len; i++) {
        const Placement *placement = g_ptr_array_index(all, i);

        is_built[i] = !is_known || names_contain(placement->boards, board);
    }
    return is_built;
}

/* Are all boards that have files of one placement also among the other's? */
static bool is_within(const PossibleIndex *index, gint inner, gint outer)
{
    Names boards = placement_at(index, inner)->boards;

    if (!boards || !*boards) {
        return inner == outer;
    }
    for (; *boards; boards++) {
        if (!names_contain(placement_at(index, outer)->boards, *boards)) {
            return false;
        }
    }
    return true;
}

/*
 * A user can ask for a device that the board's build alone does not have.
 * What that device needs is in every build that has the device.
 */
static bool may_be_needed(const PossibleIndex *index, gint placement,
                          PossibleMachine *machine)
{
    guint8 *needed = &machine->needed[placement];

    for (guint i = 0; *needed == 0 && i < index->drivers->len; i++) {
        gint inner = possible_driver(index, i)->placement;

        if (machine->answers[i] != POSSIBLE_NO && inner >= 0 &&
            !machine->is_built[inner] && is_within(index, inner, placement)) {
            *needed = 2;
        }
    }
    *needed = MAX(*needed, 1);
    return *needed == 2;
}

/* The most that holds of a driver in the file; NO if there is none. */
static Possible best_driver(const GArray *drivers, const guint8 *answers)
{
    Possible best = POSSIBLE_NO;

    for (guint i = 0; drivers && i < drivers->len; i++) {
        best = MAX(best, answers[g_array_index(drivers, guint, i)]);
    }
    return best;
}

Possible qemu_model_file_possible(const QemuModel *model, const char *file,
                                  const MachineType *machine)
{
    PossibleIndex *index = qemu_model_possible_index(model);
    PossibleMachine *known = possible_index_machine(index, machine);
    gint placement = possible_index_placement(index, file);
    const GArray *drivers =
        file ? g_hash_table_lookup(index->of_file, file) : NULL;
    Possible best = best_driver(drivers, known->answers);

    if (best == POSSIBLE_YES || placement < 0) {
        return MAX(best, POSSIBLE_UNKNOWN);
    }
    if (known->is_built[placement]) {
        return drivers ? POSSIBLE_UNKNOWN : POSSIBLE_YES;
    }
    if (best == POSSIBLE_NO && may_be_needed(index, placement, known)) {
        return POSSIBLE_UNKNOWN;
    }
    return best;
}
