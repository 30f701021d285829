/*
 * differences.h: what differs between two trees' facts, for printing.
 *
 * Differences that are equal but for the machine type are one, with all
 * machine types in it. Nothing is judged here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/output.h"
#include "facts/facts.h"

/* In the order in which they are printed. */
#define DIFFERENCE_KINDS(X)                                                    \
    X(MACHINE_REMOVED, "machine types removed")                                \
    X(MACHINE_ADDED, "machine types added")                                    \
    X(MACHINE_FIELD, "machine class fields changed")                           \
    X(COMPAT, "compat properties changed")                                     \
    X(DRIVER_REMOVED, "drivers removed")                                       \
    X(DRIVER_ADDED, "drivers added")                                           \
    X(PROPERTY_REMOVED, "properties removed")                                  \
    X(PROPERTY_ADDED, "properties added")                                      \
    X(PROPERTY_DEFAULT, "property defaults changed")                           \
    X(VMSTATE_REMOVED, "vmstates removed")                                     \
    X(VMSTATE_ADDED, "vmstates added")                                         \
    X(VMSTATE_VERSION, "vmstate versions changed")                             \
    X(VMSTATE_FIELDS, "vmstate fields changed")                                \
    X(SUBSECTION_REMOVED, "vmstate subsections removed")                       \
    X(SUBSECTION_ADDED, "vmstate subsections added")                           \
    X(OPTION_REMOVED, "options removed")

typedef enum DifferenceKind {
#define X(name, text) DIFFERENCE_##name,
    DIFFERENCE_KINDS(X)
#undef X
    N_DIFFERENCE_KINDS
} DifferenceKind;

/* One side of a difference. `text` NULL: it is not there. */
typedef struct Side {
    const char *text;
    const char *note; /* the compat list; NULL */
    const Location *location;
} Side;

typedef struct Differences Differences;

Differences *differences_new(void);
void differences_free(Differences *differences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Differences, differences_free)

/* Everything is copied but `machine`, which may be NULL. */
void differences_add(Differences *differences, DifferenceKind kind,
                     const char *subject, const Side *before, const Side *after,
                     const MachineType *machine);
/* One that cannot be told, as a value is unknown on a side. */
void differences_add_unknown(Differences *differences);

/* Counts first, then all of them. */
void differences_print(Differences *differences, Output *output);
