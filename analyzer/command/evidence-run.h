/*
 * evidence-run.h: the parts of `evidence` and `whatif`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/command.h"
#include "model/join-event.h"
#include "model/join-table.h"
#include "reports/evidence.h"
#include "source/history.h"

/* One TREE operand. */
typedef struct EvidenceInput {
    FactSet *facts;
    Source *source;               /* NULL: saved facts */
    const Repository *repository; /* that has its revision; NULL */
    const char *date;             /* of the revision; NULL */
} EvidenceInput;

typedef struct EvidenceRun {
    const CommandOptions *options;
    GPtrArray *inputs;       /* EvidenceInput *, as they were given */
    GPtrArray *facts;        /* const FactSet *: theirs */
    GPtrArray *repositories; /* Repository * */
    EvidenceReport *report;
    Join *join;
    guint status;
} EvidenceRun;

/* Reads the operands from the second one on. */
bool evidence_open(EvidenceRun *run, const CommandOptions *options,
                   GError **error);
void evidence_close(EvidenceRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EvidenceRun, evidence_close)

/* Versions, dates; when the join is made. */
void evidence_add_trees(EvidenceRun *run);
/* The timeline, with commits where a repository has them. */
void evidence_add_events(EvidenceRun *run, const Subject *subject,
                         const Subject *instead);
/* What is made of one kind of guest. The groups are the caller's: JoinGroup. */
GPtrArray *evidence_add_topic_of(EvidenceRun *run, const Topic *topic);
/* All topics of the subject. */
void evidence_add_topics(EvidenceRun *run, const Subject *subject,
                         const Subject *instead);
/* Of a place in a tree; the commit is looked up if there is one. */
EvidencePlace evidence_place(EvidenceRun *run, const JoinTree *tree,
                             const Location *location, bool with_commit);
const EvidenceInput *evidence_input_of(const EvidenceRun *run,
                                       const JoinTree *tree);
const char *evidence_project(const JoinTree *tree);

/* Writes the report in the format asked for. */
guint evidence_print(EvidenceRun *run, GError **error);

/* What a proposal costs. */
bool whatif_add_costs(EvidenceRun *run, const Proposal *proposal,
                      const Subject *instead, GError **error);
