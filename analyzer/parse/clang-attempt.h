/*
 * clang-attempt.h: parsing and lowering one unit once; private to parse/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang-heal.h"
#include "parse/clang-unit.h"

/* What came of it, and what clang left out. */
typedef struct Attempt {
    GBytes *block;   /* NULL: `failure` says why */
    guint n_missing; /* initialisers and records without layout */
    guint n_errors;
    guint n_conflicts; /* errors that the PCH may have brought */
    char *failure;
} Attempt;

/* `missing` collects what would have been needed; NULL if nobody asks. */
Attempt attempt_unit(const UnitRequest *request, Placeholders *missing);
/* For UnitRequest.blamed. A unit that has one and no PCH to write is not
 * lowered: only its errors are wanted. */
GPtrArray *blames_new(void);
void attempt_clear(Attempt *attempt);
/* Keeps the one in which less is missing and says whether that is the
 * second; the other one is cleared. */
bool attempt_keep_better(Attempt *best, Attempt *second);

/* clang-names.c: for UnitRequest.names, if they are wanted. */
void names_add_inclusions(const UnitRequest *request, CXTranslationUnit unit);
void names_add_includer(const UnitRequest *request, const char *header);

/* clang-unit.c: once more with placeholders for what is not declared, if
 * something is missing. The better attempt is kept, and its PCH. */
void attempt_heal(const UnitRequest *request, const Placeholders *missing,
                  Attempt *attempt);
