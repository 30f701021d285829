/*
 * clang-position.h: where in an aggregate the next element of an initialiser
 * list belongs; private to parse/.
 *
 * The way from the list's own type to the slot is a stack of levels. While an
 * inner level is open, the outer one's `next` is the member it is in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang-lower.h"

enum {
    DEEPEST_POSITION = 32
};

typedef struct Level {
    const RecordInfo *record; /* NULL: an array */
    CXType element;           /* of an array, canonical */
    gint64 next;              /* field or index of the slot */
    gint64 last;              /* end of a range that starts there, or -1 */
    gint64 limit;             /* -1: open-ended */
} Level;

typedef struct Position {
    Level levels[DEEPEST_POSITION];
    guint depth; /* 0: the list's type is neither array nor record */
} Position;

bool type_is_aggregate(CXType canonical);

void position_start(Lowering *lowering, Position *position, CXType type);
/* The type of the slot; the position must have been placed. */
CXType position_type(const Position *position);
bool position_is_unnamed(const Position *position);

/* For an element without designator: goes on to a free slot and enters
 * aggregates until one takes the element. False if there is none. */
bool position_place(Lowering *lowering, Position *position,
                    const Item *element);
/* For a designated one: goes where its designators say; NULL if that is
 * nowhere, else the value's item. */
const Item *position_designate(Lowering *lowering, Position *position,
                               const Item *element);
bool item_is_designated(const Item *element);
/* The slot is taken. */
void position_advance(Position *position);
