/*
 * vmstate-column.h: the fields that one side has on its wire, in order; for
 * vmstate*.c only.
 *
 * A structure whose members stand by themselves on the other side is replaced
 * by its members.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/vmstate-pair.h"

typedef struct Cell {
    const WireField *field;
    gint64 version; /* by which it and its neighbours are filtered */
    char *layout;
    bool is_met; /* has a partner, or is known to have none */
} Cell;

typedef struct Column {
    GArray *cells; /* Cell */
} Column;

/* `other`: what it will be compared with. */
void column_fill(Column *column, const WireState *state, gint64 version,
                 const WireState *other);
void column_clear(Column *column);

static inline Cell *column_cell(const Column *column, guint i)
{
    return &g_array_index(column->cells, Cell, i);
}

/* Layouts of cells from..to in a row. */
char *column_layout(const Column *column, guint from, guint to);
/* The same bytes, and one of the two has a test. */
bool cells_differ_in_test_alone(const Cell *old, const Cell *new);
