/*
 * clang-schedule.h: which job comes next, and what came of each; private to
 * parse/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang-cache.h"
#include "parse/clang-worker.h"

typedef enum PchState {
    PCH_NONE, /* the group has no use for one, or it failed */
    PCH_WANTED,
    PCH_BUILDING,
    PCH_READY,
} PchState;

typedef struct GroupState {
    PchState pch;
    guint n_left;        /* files not yet handed out */
    guint n_given;       /* files handed out */
    guint n_open;        /* files without outcome */
    guint *order;        /* files, the largest first */
    guint first_outcome; /* of the header unit; files follow */
    char *identity;      /* of the PCH, for the cache; NULL: none, or unknown */
} GroupState;

/* The result is read when it is asked for: see schedule_take(). */
typedef struct Outcome {
    bool is_done;
    guint serial; /* of the worker */
    guint64 offset;
    guint64 length; /* 0: it failed */
    char *failure;
    GBytes *block; /* out of the cache; else NULL */
} Outcome;

typedef struct Schedule {
    const ParsePlan *plan;
    GroupState *groups; /* in the plan's order */
    guint *order;       /* groups, the largest first */
    Outcome *outcomes;
    guint n_outcomes;
    guint n_open;        /* jobs without outcome */
    GHashTable *results; /* serial -> GBytes *, the mapped file */
    UnitCache *cache;    /* NULL: nothing is kept */
} Schedule;

bool group_is_worth_pch(const ParseGroup *group);

void schedule_init(Schedule *schedule, const ParsePlan *plan);
void schedule_clear(Schedule *schedule);
/* false if there is nothing to do now. */
bool schedule_next(Schedule *schedule, Job *ret_job);
/* The job just handed out could not be begun. */
void schedule_return(Schedule *schedule, const Job *job);
/* What a worker answered; NULL: it died, of `failure`. */
void schedule_finish(Schedule *schedule, const Worker *worker, const Job *job,
                     const Reply *reply, const char *failure);

Outcome *schedule_outcome(const Schedule *schedule, guint group, gint file);
/* clang-kept.c: takes what the cache has of the group's header unit, and of its
 * files once it is known which PCH they see. What it has not is parsed. */
void schedule_look_up(Schedule *schedule, guint group);
/* Puts a worker's result into the cache, if one is wanted there. */
void schedule_keep(Schedule *schedule, const Worker *worker, const Job *job,
                   const Reply *reply);

/* When all is done: the result, or NULL and why not. False if there is no
 * such unit (a group without header unit). */
bool schedule_take(Schedule *schedule, guint group, gint file,
                   IrFile **ret_file, const char **ret_failure);
