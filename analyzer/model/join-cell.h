/*
 * join-cell.h: what becomes of one kind of guest in one place.
 *
 * A topic is a subject and the guests it concerns. A cell says, for one
 * libvirt, QEMU and machine type, whether such a guest starts, and the form it
 * then has: two cells of different form cannot be migrated into one another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/join.h"

typedef enum TopicKind {
    TOPIC_GIVEN,  /* guests for whom some libvirt emits the subject */
    TOPIC_OTHERS, /* those for whom none does */
    TOPIC_MEMORY, /* whose main memory is, or would be, such an object */
} TopicKind;

typedef struct Topic {
    TopicKind kind;
    const Subject *subject; /* borrowed */
    const Subject *instead; /* key that takes its place; NULL; borrowed */
    const char *driver;     /* of TOPIC_MEMORY: the object's */
    const char *guest;      /* in words */
    bool is_memory; /* the key in its place means RAM blocks of its own */
    GPtrArray **emissions; /* of the subject, for each libvirt */
    GPtrArray **others;    /* of the key in its place; NULL entries */
    guint n_libvirts;
} Topic;

/* Both subjects must live as long. */
Topic *topic_new(Join *join, TopicKind kind, const Subject *subject,
                 const Subject *instead, const char *driver, const char *guest);
void topic_free(Topic *topic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Topic, topic_free)

typedef enum CellKind {
    CELL_NONE,  /* the QEMU has no such machine type */
    CELL_FAILS, /* it does not start */
    CELL_RUNS,
    CELL_UNKNOWN, /* not decided from the sources */
} CellKind;

typedef struct Cell {
    CellKind kind;
    const char *form;         /* interned in the Join: compare addresses */
    const char *why;          /* in words; interned */
    const Emission *emission; /* that decides; NULL */
    Accepted accepted;        /* what QEMU says to it */
} Cell;

Cell join_cell(Join *join, const Topic *topic, const JoinPlace *place);

/* TOPIC_MEMORY's part of it. */
Cell join_memory_cell(Join *join, const Topic *topic, const JoinPlace *place);
/* Does any of the libvirts make main memory as an object of the driver? */
bool join_makes_memory(const Join *join, const char *driver);
/* The -machine key that makes such an object main memory, and what libvirt
 * keeps of the machine type for it; NULL if the libvirt has none. */
const Emission *join_memory_link(const JoinTree *libvirt, const char *driver,
                                 const MachineData **ret_data);
/* The class's member behind what libvirt keeps, by any QEMU that tells it. */
const char *join_field_behind(const Join *join, const MachineData *data);
/* Drivers of the objects that the key refers to by their ids: const char *,
 * sorted; the caller's. */
GPtrArray *join_referred_drivers(Join *join, const Subject *key);
/* The key of the same option that QEMU's own words name beside this one; the
 * caller's; NULL if there is none. */
Subject *join_instead(const Join *join, const Subject *subject);
