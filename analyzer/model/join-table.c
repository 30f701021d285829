/*
 * Which machine types fare alike, and which states versions are in.
 *
 * Machine types that no QEMU has both of can stand in one group: what matters
 * is that no cell that both have differs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-table.h"

#include <string.h>

static void clear_state(gpointer data)
{
    g_free(((JoinState *)data)->qemus);
}

static void free_group(gpointer data)
{
    JoinGroup *group = data;

    g_ptr_array_unref(group->machines);
    g_array_unref(group->states);
    g_free(group);
}

typedef struct Sheet {
    Join *join;
    guint n_cells;
    GPtrArray *groups; /* JoinGroup * */
    GPtrArray *cells;  /* Cell *: for each group, what is known of its cells */
} Sheet;

static bool is_same(const Cell *a, const Cell *b)
{
    return a->kind == CELL_NONE || b->kind == CELL_NONE ||
           (a->kind == b->kind && a->form == b->form);
}

static bool fits(const Sheet *sheet, const Cell *group, const Cell *machine)
{
    bool meets = false;

    for (guint i = 0; i < sheet->n_cells; i++) {
        if (!is_same(&group[i], &machine[i])) {
            return false;
        }
        meets |= group[i].kind != CELL_NONE && machine[i].kind != CELL_NONE;
    }
    return meets;
}

static void take(const Sheet *sheet, Cell *group, const Cell *machine)
{
    for (guint i = 0; i < sheet->n_cells; i++) {
        if (group[i].kind == CELL_NONE) {
            group[i] = machine[i];
        }
    }
}

static void add_machine(Sheet *sheet, const JoinMachine *machine, Cell *cells)
{
    JoinGroup *group = NULL;

    for (guint i = 0; i < sheet->groups->len && !group; i++) {
        if (fits(sheet, g_ptr_array_index(sheet->cells, i), cells)) {
            group = g_ptr_array_index(sheet->groups, i);
            take(sheet, g_ptr_array_index(sheet->cells, i), cells);
            g_free(cells);
        }
    }
    if (!group) {
        group = g_new0(JoinGroup, 1);
        group->machines = g_ptr_array_new();
        group->states = g_array_new(FALSE, FALSE, sizeof(JoinState));
        g_array_set_clear_func(group->states, clear_state);
        g_ptr_array_add(sheet->groups, group);
        g_ptr_array_add(sheet->cells, cells);
    }
    g_ptr_array_add(group->machines, (gpointer)machine);
    for (guint i = 0; i < join_n_qemus(sheet->join); i++) {
        group->qemus |= machine->types[i] ? (guint64)1 << i : 0;
    }
}

static Cell *cells_of(Join *join, const Topic *topic,
                      const JoinMachine *machine)
{
    guint n_qemus = join_n_qemus(join);
    Cell *cells = g_new0(Cell, join_n_libvirts(join) * n_qemus);

    for (guint i = 0; i < join_n_libvirts(join); i++) {
        for (guint k = 0; k < n_qemus; k++) {
            JoinPlace place = {i, k, machine};

            cells[i * n_qemus + k] = join_cell(join, topic, &place);
        }
    }
    return cells;
}

static void add_state(Join *join, JoinGroup *group, const Cell *cell,
                      guint libvirt, guint qemu)
{
    JoinState *state = NULL;

    for (guint i = 0; i < group->states->len && !state; i++) {
        JoinState *other = &g_array_index(group->states, JoinState, i);

        state = other->cell.kind == cell->kind && other->cell.form == cell->form
                    ? other
                    : NULL;
    }
    if (!state) {
        JoinState empty = {*cell, g_new0(guint64, join_n_libvirts(join))};

        g_array_append_val(group->states, empty);
        state =
            &g_array_index(group->states, JoinState, group->states->len - 1);
    }
    state->qemus[libvirt] |= (guint64)1 << qemu;
}

static void set_states(const Sheet *sheet, guint index)
{
    JoinGroup *group = g_ptr_array_index(sheet->groups, index);
    const Cell *cells = g_ptr_array_index(sheet->cells, index);
    guint n_qemus = join_n_qemus(sheet->join);

    for (guint i = 0; i < sheet->n_cells; i++) {
        if (cells[i].kind != CELL_NONE) {
            add_state(sheet->join, group, &cells[i], i / n_qemus, i % n_qemus);
        }
    }
}

GPtrArray *join_groups(Join *join, const Topic *topic, const char *glob)
{
    const GPtrArray *machines = join_machines(join);
    Sheet sheet = {
        .join = join,
        .n_cells = join_n_libvirts(join) * join_n_qemus(join),
        .groups = g_ptr_array_new_with_free_func(free_group),
        .cells = g_ptr_array_new_with_free_func(g_free),
    };

    for (guint i = 0; i < machines->len; i++) {
        const JoinMachine *machine = g_ptr_array_index(machines, i);

        if (!glob || g_pattern_match_simple(glob, machine->name)) {
            add_machine(&sheet, machine, cells_of(join, topic, machine));
        }
    }
    for (guint i = 0; i < sheet.groups->len; i++) {
        set_states(&sheet, i);
    }
    g_ptr_array_unref(sheet.cells);
    return sheet.groups;
}
