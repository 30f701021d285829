/*
 * judgement.h: two trees of one project compared and judged, whichever project
 * it is. Every command that judges goes through here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"
#include "facts/facts.h"
#include "reports/report.h"
#include "rules/rule.h"

typedef struct Judgement {
    Comparison *comparison; /* what the findings point into */
    Findings *findings;     /* sorted */
    GPtrArray *promised;    /* const char *: as in a Report */
    GPtrArray *removed;
    guint n_changes;
} Judgement;

/* Of --target and --machine. The facts are borrowed and must live as long.
 * Fails if the trees cannot be compared. */
Judgement *judgement_new(const FactSet *before, const FactSet *after,
                         const CommandOptions *options, GError **error);
void judgement_free(Judgement *judgement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Judgement, judgement_free)

/* How a report names the tree. */
ReportTree judgement_tree(const FactSet *facts);
