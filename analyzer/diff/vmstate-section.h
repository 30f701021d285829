/*
 * vmstate-section.h: who sends what in both trees; for vmstate*.c only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/vmstate-pair.h"

/* Drivers with one pair of descriptions. */
typedef struct SectionPair {
    const WireSection *sections[N_TREE_SIDES]; /* NULL: none on that side */
    GPtrArray *drivers;                        /* const Driver * */
} SectionPair;

static inline const WireState *state_of(const WireSection *section)
{
    return section ? section->state : NULL;
}

/* SectionPair *, owned by the array: drivers by their names, then what is
 * registered or saved by code, by the description's name and place. */
GPtrArray *pair_sections(const WireComparison *comparison);
