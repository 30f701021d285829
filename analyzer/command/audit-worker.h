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
    guint pair;   /* the caller's */
} AuditWorker;

/* Puts the result into `file`, which appears when it is whole. */
bool audit_worker_start(AuditWorker *worker, const AuditRun *run,
                        const AuditPair *pair, const char *file,
                        GError **error);
/* After it was waited for. NULL if all went well, else why not. */
char *audit_worker_end(AuditWorker *worker, int wait_status);
