/*
 * pairs.h: which fact of one tree corresponds to which of another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Pair {
    const void *before; /* NULL: only in the new tree */
    const void *after;  /* NULL: only in the old tree */
} Pair;

/* Newly allocated. */
typedef char *(*PairKey)(const void *fact);

/*
 * Pairs facts with equal `exact` keys, then those left over with equal `loose`
 * keys (NULL: none); of several with one key, the first with the first. Pair,
 * in the order of the old list, then what only the new one has; the caller's.
 */
GArray *pair_facts(const GPtrArray *before, const GPtrArray *after,
                   PairKey exact, PairKey loose);
