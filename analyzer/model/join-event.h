/*
 * join-event.h: when what is said of a subject changed.
 *
 * Each version makes statements about the subject, each under a key. A
 * statement that the version before did not make, or made in other words, is
 * an event; so is one that is not made any more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/join-cell.h"

typedef struct Statement {
    const char *key;  /* interned in the Join */
    const char *text; /* interned in the Join */
    Location location;
    bool is_loose; /* of the place around it: its commit says nothing */
} Statement;

typedef struct JoinEvent {
    bool is_qemu;
    guint tree;       /* index: the version in which it is so first */
    bool is_first;    /* nothing older was read: it may be older */
    bool is_end;      /* it is so no more: `location` is of the version
                         before */
    const char *text; /* interned in the Join */
    Location location;
    bool is_loose;
} JoinEvent;

/* JoinEvent, by project, then version. `instead` may be NULL. */
GArray *join_events(Join *join, const Subject *subject, const Subject *instead);

/* What makes the statements: one function for each project. */
typedef struct StatementList {
    Join *join;
    GArray *statements; /* Statement */
} StatementList;

G_GNUC_PRINTF(4, 5)
void statement_add(StatementList *list, const char *key,
                   const Location *location, const char *format, ...);
void statements_of_qemu(StatementList *list, const JoinTree *qemu,
                        const Subject *subject, const Subject *instead);
/* Of a driver, a machine type or a vmstate. */
void statements_of_thing(StatementList *list, const JoinTree *qemu,
                         const Subject *subject);
void statements_of_libvirt(StatementList *list, const JoinTree *libvirt,
                           const Subject *subject);
/* What a QEMU says of objects that keys refer to by id. */
void statements_of_objects(StatementList *list, const JoinTree *qemu,
                           const GPtrArray *drivers);
