/*
 * check.h: one run of the check, in steps; private to check*.c.
 *
 * A Check is a row of states of one tree: the base, then the tree after each
 * change that is told apart, the last one with all changes. What is compared
 * is the base with the last state, and, for a series, with each state before
 * it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/findings.h"
#include "command/judgement.h"
#include "project/slice.h"
#include "source/repository.h"

typedef struct CheckState {
    char *title; /* of the change that led here; NULL of the base */
    Source *source;
    FactSet *facts; /* NULL until they are read */
} CheckState;

typedef struct Check {
    const CommandOptions *options;
    Repository *repository; /* NULL: a tree without one */
    char *what;             /* "abc..def": what is checked */
    GPtrArray *states;      /* CheckState *, the base first */
    char *commit;           /* that the base is, or lies on; NULL: none */
    GPtrArray *changed;     /* char *: files that differ and can matter */
    char *version;          /* of the base */
    const char *project;
    ProjectSlice *slice;    /* what of the trees must be read */
    GPtrArray *mails;       /* Mail *: all of the patches' files; NULL: none */
    GPtrArray *patch_mails; /* const Mail *: of each state but the base */
    GHashTable *known; /* set of fingerprints; NULL: there is no baseline */
} Check;

/* What the operands say; nothing is analysed yet. */
Check *check_new(const CommandOptions *options, GError **error);
void check_free(Check *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Check, check_free)

/* Takes the source. */
void check_add_state(Check *check, const char *title, Source *source);
const CheckState *check_base(const Check *check);
const CheckState *check_last(const Check *check);

/* Adds a state for each patch in the files, on the last state. */
bool check_add_patches(Check *check, char **files, guint n_files,
                       GError **error);

/* Const Finding * as in findings_choose, without those of the baseline; the
 * caller's. */
GPtrArray *check_choose(const Check *check, const Findings *findings,
                        FindingChoice choice);

/* What of the trees must be read for the change; from the cache if it was found
 * before. */
ProjectSlice *check_find_slice(const Check *check, GError **error);
/* Facts of a source, as far as the change can have a say in them. */
FactSet *check_read_facts(const Check *check, Source *source, GError **error);
/* Of all states. A part of the trees without any machine type tells nothing:
 * then they are read as a whole. */
bool check_read(Check *check, GError **error);
