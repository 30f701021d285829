/*
 * join-state.h: the inside of a Join; for the join's files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/join.h"

struct Join {
    GStringChunk *texts;
    const char *target;
    GPtrArray *qemus;    /* JoinTree *, by version */
    GPtrArray *libvirts; /* JoinTree *, by version */
    GPtrArray *machines; /* JoinMachine * */
    FactSet *nothing;    /* of the user that stands for libvirt; NULL */
    /* libvirt * JOIN_TREES_MAX + QEMU -> capability's name -> Decision + 1 */
    GHashTable *capabilities;
};
