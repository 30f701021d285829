/*
 * audit-worker.h: a process that compares one pair of an audit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <sys/types.h>

#include "command/audit-run.h"

typedef struct AuditWorker {
    pid_t pid;
    int messages; /* what went wrong is read from here */
    int result;   /* a file without a name: nothing is left behind */
    guint pair;   /* the caller's */
} AuditWorker;

/* It dies with the process that started it. */
bool audit_worker_start(AuditWorker *worker, const AuditRun *run,
                        const AuditPair *pair, GError **error);
/* After it was waited for. NULL if that went wrong: *ret_failure says why, and
 * is the caller's. */
GBytes *audit_worker_end(AuditWorker *worker, int wait_status,
                         char **ret_failure);
