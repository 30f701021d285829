/*
 * vmstate-model.h: the inside of a WireModel; for vmstate*.c only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/vmstate.h"

struct WireModel {
    const FactSet *facts;
    char *target;
    GHashTable *by_symbol; /* symbol -> GPtrArray of const VMState * */
    GHashTable *drivers;   /* name -> const Driver * */
    GHashTable *files;     /* set of paths */
    GHashTable *states;    /* const VMState * -> WireState *, owned */
    GHashTable *writers;   /* "Record.member" -> GArray of WireGate */
    GArray *sections;      /* WireSection */
};

/* WireGates by the member they set, "Record.member"; the caller's. */
GHashTable *wire_find_writers(const FactSet *facts);
