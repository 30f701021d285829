/*
 * join-table.h: the cells of a topic, put together: machine types that fare
 * alike, the states that versions are in, and what migrates to what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/join-cell.h"

/* Versions that are in one state. */
typedef struct JoinState {
    Cell cell;      /* of the first of them */
    guint64 *qemus; /* for each libvirt: bits */
} JoinState;

typedef struct JoinGroup {
    GPtrArray *machines; /* const JoinMachine *, by family, then version */
    GArray *states;      /* JoinState, in the order of the versions */
    guint64 qemus;       /* bits: those that have one of the machine types */
} JoinGroup;

/* JoinGroup *, by the first machine type; `glob` NULL: all machine types. */
GPtrArray *join_groups(Join *join, const Topic *topic, const char *glob);

#define JOIN_VERDICTS(X)                                                       \
    X(OK, "ok")                                                                \
    X(BREAK, "BREAK")                                                          \
    X(START_FAIL, "START-FAIL")                                                \
    X(VISIBLE, "VISIBLE")                                                      \
    X(UNKNOWN, "unknown")

typedef enum JoinVerdict {
#define X(name, text) JOIN_VERDICT_##name,
    JOIN_VERDICTS(X)
#undef X
} JoinVerdict;

const char *join_verdict_text(JoinVerdict verdict);

enum {
    JOIN_FORWARD = 1 << 0,
    JOIN_BACKWARD = 1 << 1,
    JOIN_SAME = 1 << 2,  /* between equal versions */
    JOIN_CROSS = 1 << 3, /* one project newer, the other older */
};

typedef struct JoinRow {
    const JoinState *source;
    const JoinState *destination; /* NULL: it starts nowhere else */
    JoinVerdict verdict;
    guint directions;
    const char *why; /* interned in the Join */
} JoinRow;

/* JoinRow, gravest first, of one group. */
GArray *join_rows(Join *join, const Topic *topic, const JoinGroup *group);

/* "pc-q35-2.4 .. 5.0"; newly allocated. */
char *join_machine_ranges(const Join *join, const JoinGroup *group);
/* "libvirt 4.0.0 .. 6.0.0 with QEMU 5.1.0 and newer"; newly allocated. */
char *join_state_text(const Join *join, const JoinGroup *group,
                      const JoinState *state);

/* With that libvirt, that QEMU, and newer ones of both, every guest starts and
 * migrates both ways. */
typedef struct JoinSafe {
    guint libvirt;
    guint qemu;
} JoinSafe;

/* JoinSafe: the oldest such versions; several if the older one of one project
 * needs a newer one of the other. */
GArray *join_safe_from(const Join *join, const GPtrArray *groups);
