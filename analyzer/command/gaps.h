/*
 * gaps.h: the gaps of a tree, counted and listed for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/output.h"
#include "facts/facts.h"

typedef struct GapCount {
    const char *construct; /* borrowed from the facts */
    guint n;
} GapCount;

/* GapCount, by construct; the caller's. */
GArray *gap_counts(const FactSet *facts);

/* One line for each gap of the construct, at most `limit` of them, and how
 * many are left out. 0: all. */
void gaps_print(const FactSet *facts, const char *construct, guint limit,
                Output *output);

/* "hw/core/machine.c:12", or "hw/core/machine.c" for a file as a whole, or
 * "(no place)"; the caller's. */
char *location_text(const Location *location);
