/*
 * qemu-slice-impact.h: what a change can have an effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-slice-index.h"

typedef struct SliceImpact {
    const SliceIndex *index;
    guint8 *reached; /* of items: how far from a changed one, from 1; 0:
                        not reached */
    bool *is_type;   /* of words: names of types that may differ */
    guint8 *files;   /* of files: 1 has an item that was reached, 2 has to
                        do with such a type; 0: none */
    GArray *todo;    /* guint: items */
    GArray *types;   /* guint: words that is_type holds for */
} SliceImpact;

SliceImpact *slice_impact_new(const SliceIndex *index);
void slice_impact_free(SliceImpact *impact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SliceImpact, slice_impact_free)

/* The item is one that the change touches. */
void slice_impact_seed(SliceImpact *impact, guint item);
/* All items that use the word, in files that use `beside` too (0: any). */
void slice_impact_seed_users(SliceImpact *impact, guint32 word, guint32 beside);

/* Adds what differs between the two versions of each changed file. */
void slice_seed_changes(SliceImpact *impact);
/* Follows the seeds. */
void slice_impact_follow(SliceImpact *impact);
