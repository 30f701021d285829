/*
 * possible-index.h: what possible.c works on: the drivers of a model by
 * number, and what can exist under each machine type asked about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/possible.h"

/* What a driver is, as far as it decides how an object of it comes to be. */
typedef enum PossibleKind {
    POSSIBLE_KIND_DEVICE,
    POSSIBLE_KIND_BUS,
    POSSIBLE_KIND_CPU,
    POSSIBLE_KIND_MACHINE,
    POSSIBLE_KIND_ALWAYS, /* accelerators, and what -object makes */
    POSSIBLE_KIND_INTERFACE,
    POSSIBLE_KIND_OTHER,
} PossibleKind;

typedef struct PossibleDriver {
    const Driver *driver;
    PossibleKind kind;
    gint bus;        /* number of its bus type; -1: none, or not known */
    GArray *above;   /* guint: itself, then its ancestors */
    GArray *creates; /* guint: what its own code names */
    bool is_named;   /* it or one that derives from it, anywhere */
    gint placement;  /* of its file; -1: not known */
} PossibleDriver;

/* What was worked out for one machine type. */
typedef struct PossibleMachine {
    bool *is_built;  /* of placements: the board's build has the files */
    guint8 *needed;  /* of placements: 0 not asked yet, 1 no, 2 yes */
    guint8 *answers; /* of drivers: Possible */
    bool is_bare_known;
    bool *bare_buses; /* of drivers: a bus of that type is there whatever the
                         user asks for; NULL: not known */
} PossibleMachine;

typedef struct PossibleIndex {
    const QemuModel *model;
    GArray *drivers;        /* PossibleDriver, by name */
    GHashTable *by_driver;  /* const Driver * -> number + 1 */
    GHashTable *by_vmstate; /* name of a description -> GArray of guint:
                               drivers that have it */
    GHashTable *machines;   /* const MachineType * -> PossibleMachine * */
    GHashTable *by_file;    /* file -> number of its placement + 1 */
    GHashTable *of_file;    /* file -> GArray of guint: drivers defined there */
    GHashTable *nested_in;  /* symbol of a vmstate -> GPtrArray of const
                               VMState *: those with it as part */
} PossibleIndex;

/* The model is borrowed. */
PossibleIndex *possible_index_new(const QemuModel *model);
void possible_index_free(PossibleIndex *index);

/* The number of a driver; false if it is none of the model's. */
bool possible_index_find(const PossibleIndex *index, const Driver *driver,
                         guint *ret_number);

/* The number of a file's placement; -1 if nothing is known. */
gint possible_index_placement(const PossibleIndex *index, const char *file);
/* Does a build for the machine type's board alone have the files of each
 * placement? True if nothing is known. Newly allocated. */
bool *possible_built(const PossibleIndex *index, const MachineType *machine);

/* Kept by the index. */
PossibleMachine *possible_index_machine(PossibleIndex *index,
                                        const MachineType *machine);
/* A Possible for each driver, newly allocated. */
guint8 *possible_answers(const PossibleIndex *index, const MachineType *machine,
                         const bool *is_built);

/* See PossibleMachine; newly allocated. */
bool *possible_bare_buses(const PossibleIndex *index,
                          const MachineType *machine, const bool *is_built);

/* The model's own, made when first asked for; see qemu-model.c. */
PossibleIndex *qemu_model_possible_index(const QemuModel *model);

static inline const PossibleDriver *possible_driver(const PossibleIndex *index,
                                                    guint number)
{
    return &g_array_index(index->drivers, PossibleDriver, number);
}
