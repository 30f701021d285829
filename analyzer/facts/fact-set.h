/*
 * fact-set.h: the inside of a FactSet; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/record.h"

struct FactSet {
    GStringChunk *texts;
    GHashTable *names; /* const char ** by what it holds */
    GHashTable *gaps;  /* Gap *, to know which there are */
    const char *project;
    const char *version;
    const char *label;
    const char *revision;
    const char *minimum_qemu;
    GPtrArray *lists[N_FACT_KINDS];
    /* Repetitions that sorting took out of a list. They live on: who added
     * one may still hold it. */
    GPtrArray *dropped[N_FACT_KINDS];
};

void *fact_set_add(FactSet *facts, FactKind kind);
