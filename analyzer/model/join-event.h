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

/* What is told of a statement. */
typedef enum StatementWeight {
    STATEMENT_FULL,   /* that it is made, changed, made no more */
    STATEMENT_BEGIN,  /* not that it is made no more */
    STATEMENT_DETAIL, /* not that it is made with the thing that it is of */
    STATEMENT_PLAIN,  /* only that it changed */
} StatementWeight;

typedef struct Statement {
    const char *key;   /* interned in the Join */
    const char *text;  /* interned in the Join */
    const char *sense; /* interned; NULL: the text. Equal: it is the same */
    const char *stem;  /* NULL; statements of one stem and place are told as */
    const char *tail;  /* one, with all their tails; both interned */
    Location location;
    StatementWeight weight;
    bool is_loose; /* of the place around it: its commit says nothing */
} Statement;

typedef struct JoinEvent {
    bool is_qemu;
    guint tree;       /* index: the version in which it is so first */
    bool is_first;    /* nothing older was read: it may be older */
    bool is_end;      /* it is so no more: `location` is of the version
                         before */
    const char *text; /* interned in the Join */
    const char *stem; /* of the statement */
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

/* The statement, new or made before, till the next one is added. */
G_GNUC_PRINTF(4, 5)
Statement *statement_add(StatementList *list, const char *key,
                         const Location *location, const char *format, ...);
void statements_of_qemu(StatementList *list, const JoinTree *qemu,
                        const Subject *subject, const Subject *instead);
/* Of a driver, a machine type or a vmstate. */
void statements_of_thing(StatementList *list, const JoinTree *qemu,
                         const Subject *subject);
void statements_of_libvirt(StatementList *list, const JoinTree *libvirt,
                           const Subject *subject);
/* What a QEMU says of objects that keys refer to by id, and of the members of
 * the machine's class (const char *) that make them main memory. */
void statements_of_objects(StatementList *list, const JoinTree *qemu,
                           const GPtrArray *drivers, const GPtrArray *fields);
