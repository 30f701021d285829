/*
 * clang-worker.h: a forked process that parses what it is told; private to
 * parse/.
 *
 * Parent and worker exchange fixed-size messages over a pair of sockets. A
 * worker appends its results to one file in the plan's scratch directory. It
 * does one job at a time, so the parent always knows what a worker that died
 * was at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"

#include <sys/types.h>

enum {
    HEADER_UNIT = -1
};

typedef struct Job {
    guint32 group;
    gint32 file; /* HEADER_UNIT: build the PCH */
    guint32 use_pch;
} Job;

enum {
    LONGEST_REASON = 240
};

typedef struct Reply {
    guint64 offset;       /* of the result in the worker's file */
    guint64 length;       /* 0: there is none */
    guint64 names_offset; /* of what it depends on, if there is a cache */
    guint64 names_length;
    guint32 has_pch;             /* of a HEADER_UNIT job */
    char reason[LONGEST_REASON]; /* "" if all went well */
} Reply;

typedef struct Worker {
    pid_t pid;    /* 0: not running */
    guint serial; /* tells its file from other workers' */
    int socket;
    bool busy;
    Job job;
    double cpu_at_start; /* seconds */
    double cpu_seen;     /* when last looked at */
    gint64 wall_seen;    /* when that had grown; microseconds */
} Worker;

/* false if the process cannot be made. `others` are closed in it. */
bool worker_start(Worker *worker, guint serial, const ParsePlan *plan,
                  const Worker *others, guint n_others);
/* false if the worker is gone. */
bool worker_send(Worker *worker, const Job *job);
bool worker_receive(Worker *worker, Reply *ret_reply);
/* Ends it if it still runs; the text says how it ended. */
char *worker_reap(Worker *worker);
/* Seconds of CPU time it has used. */
double worker_cpu_time(const Worker *worker);

/* Where results and PCHs are. */
char *worker_result_path(const ParsePlan *plan, guint serial);
char *job_pch_path(const ParsePlan *plan, guint group);
