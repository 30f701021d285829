/*
 * change.h: what differs in effect between two QEMU models.
 *
 * A Change says what differs and for whom, never whether that is bad. One
 * change stands for all machine types and drivers that differ in the same way
 * from the same source line: a default that a parent class sets is one change
 * with many drivers. A ChangeSet owns its changes and their lists and texts;
 * facts are borrowed from the two FactSets, which must outlive it.
 *
 * Machine types are those that the older tree released and both trees have
 * (see promise.h), versioned ones; what no versioned machine type is part of
 * has an empty list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective-machine.h"
#include "model/qemu-model.h"

#define CHANGE_KINDS(X)                                                        \
    X(MACHINE_TYPE_REMOVED, "machine-type-removed")                            \
    X(MACHINE_FIELD, "machine-field")                                          \
    X(DRIVER_REMOVED, "driver-removed")                                        \
    X(PROPERTY_VALUE, "property-value")                                        \
    X(PROPERTY_ADDED, "property-added")                                        \
    X(PROPERTY_REMOVED, "property-removed")                                    \
    X(PROPERTY_TYPE, "property-type")                                          \
    X(VMSTATE, "vmstate")                                                      \
    X(OPTION_REMOVED, "option-removed")                                        \
    X(OPTION_KEY_REMOVED, "option-key-removed")                                \
    X(QAPI, "qapi")                                                            \
    X(RAM_BLOCK, "ram-block")                                                  \
    X(SETUP, "setup")                                                          \
    X(CONSTANT, "constant")                                                    \
    X(EMISSION, "emission")                                                    \
    X(XML_DEFAULT, "xml-default")                                              \
    X(XML_WRITTEN, "xml-written")                                              \
    X(XML_ENUM, "xml-enum")                                                    \
    X(MIGRATABLE_XML, "migratable-xml")                                        \
    X(ABI_HOLE, "abi-hole")                                                    \
    X(FORGOTTEN, "forgotten")                                                  \
    X(REFUSAL, "refusal")                                                      \
    X(COOKIE, "cookie")                                                        \
    X(MIGRATION_PARAMETER, "migration-parameter")                              \
    X(FLAG_CHECK, "flag-check")                                                \
    X(CAPABILITY, "capability")                                                \
    X(REPORTED, "reported")                                                    \
    X(CPU_MAP, "cpu-map")                                                      \
    X(DOUBT, "doubt")                                                          \
    X(TREE, "tree")

typedef enum ChangeKind {
#define X(name, text) CHANGE_##name,
    CHANGE_KINDS(X)
#undef X
    N_CHANGE_KINDS
} ChangeKind;

typedef struct VMStateDifference VMStateDifference; /* diff/vmstate.h */

/* One side of a change. */
typedef struct ChangeSide {
    bool exists;
    Value value;       /* VALUE_UNKNOWN: cannot tell, or not about a value */
    Location location; /* no file: no place on this side */
    const EffectiveProperty *effective; /* PROPERTY_VALUE: for the newest of
                                           the machine types; NULL otherwise,
                                           and if the side has no such
                                           property */
} ChangeSide;

typedef struct Change {
    ChangeKind kind;
    /* Of several drivers: their common ancestor if the difference comes from
     * there, else the first. NULL if it is not about a driver. */
    const char *driver;
    const char *name;         /* property, field, option, key, block, machine */
    GPtrArray *machine_types; /* const MachineType * of the old tree, by family,
                                 then version */
    GPtrArray *drivers;       /* const char *: all of them, sorted */
    ChangeSide before;
    ChangeSide after;
    const VMStateDifference *vmstate; /* VMSTATE: what differs; else NULL */
    const char *note;                 /* what else is to say; NULL */
} Change;

typedef struct ChangeSet ChangeSet;

ChangeSet *change_set_new(void);
void change_set_free(ChangeSet *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChangeSet, change_set_free)

/* All zero but the kind, lists empty; stays where it is. */
Change *change_set_add(ChangeSet *changes, ChangeKind kind);
/* Interned copy; NULL stays NULL. */
const char *change_set_text(ChangeSet *changes, const char *text);
/* const Change *, in a total order once change_set_sort has run. */
const GPtrArray *change_set_all(const ChangeSet *changes);
void change_set_sort(ChangeSet *changes);

const char *change_kind_text(ChangeKind kind);
