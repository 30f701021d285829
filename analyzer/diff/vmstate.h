/*
 * vmstate.h: what differs between what two QEMUs send, and what happens to a
 * migration in either direction.
 *
 * The directions are computed one by one: what the source sends at its
 * version against what the destination takes from a stream of that version.
 * A difference is one record for all drivers and targets that it concerns.
 * What cannot be seen on the wire is no difference: renamed fields, a
 * structure instead of its members, an array instead of scalars, a
 * description that moved to the parent class or to another file.
 *
 * A VMStateDiff owns its differences and their texts; facts are borrowed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/vmstate.h"

/* Old to new; the names are used as rule ids until rules take them over. */
#define VMSTATE_CHANGE_KINDS(X)                                                \
    X(STATE_ADDED, "vmstate-added")                                            \
    X(STATE_REMOVED, "vmstate-removed")                                        \
    X(SECTION_RENAMED, "vmstate-section-renamed")                              \
    X(REGISTERED_DIFFERENTLY, "vmstate-registered-differently")                \
    X(INSTANCE_CHANGED, "vmstate-instance-changed")                            \
    X(VERSION_RAISED, "vmstate-version-raised")                                \
    X(VERSION_LOWERED, "vmstate-version-lowered")                              \
    X(MINIMUM_RAISED, "vmstate-minimum-raised")                                \
    X(UNMIGRATABLE_CHANGED, "vmstate-unmigratable-changed")                    \
    X(FIELD_ADDED, "vmstate-field-added")                                      \
    X(FIELD_REMOVED, "vmstate-field-removed")                                  \
    X(FIELD_REORDERED, "vmstate-field-reordered")                              \
    X(FIELD_RESIZED, "vmstate-field-resized")                                  \
    X(FIELD_RETYPED, "vmstate-field-retyped")                                  \
    X(FIELD_COUNT, "vmstate-field-count-changed")                              \
    X(FIELD_CONDITION, "vmstate-field-condition-changed")                      \
    X(FIELD_VERSION, "vmstate-field-version-changed")                          \
    X(FIELD_FILTERED, "vmstate-nested-field-filtered")                         \
    X(PADDING_USED, "vmstate-padding-used")                                    \
    X(PADDING_MADE, "vmstate-field-made-padding")                              \
    X(NESTED_CHANGED, "vmstate-nested-changed")                                \
    X(SUBSECTION_ADDED, "vmstate-subsection-added")                            \
    X(SUBSECTION_REMOVED, "vmstate-subsection-removed")                        \
    X(SUBSECTION_NEEDED, "vmstate-subsection-needed-changed")                  \
    X(SUBSECTION_DUPLICATE, "vmstate-subsection-duplicate")                    \
    X(SUBSECTION_PREFIX, "vmstate-subsection-prefix")                          \
    X(SUBSECTION_SHADOWED, "vmstate-subsection-shadowed")                      \
    X(NOT_TERMINATED, "vmstate-not-terminated")

typedef enum VMStateChangeKind {
#define X(name, text) VMSTATE_CHANGE_##name,
    VMSTATE_CHANGE_KINDS(X)
#undef X
    N_VMSTATE_CHANGE_KINDS
} VMStateChangeKind;

/* What happens to a stream; the graver the later. */
#define WIRE_EFFECTS(X)                                                        \
    X(OK, "ok")                                                                \
    X(UNKNOWN, "unknown") /* cannot be told */                                 \
    X(LOSES, "loses")     /* accepted; some state is not transferred */        \
    X(IF_SENT, "if-sent") /* breaks if a condition holds, see the text */      \
    X(MISREAD, "misread") /* bytes are taken for something else */             \
    X(REFUSED, "refused") /* the destination says no */

typedef enum WireEffect {
#define X(name, text) WIRE_##name,
    WIRE_EFFECTS(X)
#undef X
} WireEffect;

typedef enum WireDirection {
    WIRE_FORWARD,  /* the old QEMU sends, the new one loads */
    WIRE_BACKWARD, /* the new QEMU sends, the old one loads */
    N_WIRE_DIRECTIONS
} WireDirection;

typedef struct VMStateOutcome {
    WireEffect effect;
    const char *text; /* what happens; NULL if there is nothing to say */
} VMStateOutcome;

struct VMStateDifference {
    VMStateChangeKind kind;
    /* The description that differs, nested or not. Of subsections: the one
     * they belong to. NULL: there is none on that side. */
    const VMState *before;
    const VMState *after;
    const VMStateField *old_field; /* NULL */
    const VMStateField *new_field; /* NULL */
    const VMState *old_subsection; /* NULL */
    const VMState *new_subsection; /* NULL */
    const char *name;              /* field, subsection or description */
    const char *text;              /* what differs, one sentence */
    VMStateOutcome outcome[N_WIRE_DIRECTIONS];
    const char *condition; /* text of the test that decides whether it is
                              sent; NULL */
    GArray *gates;         /* WireGate: properties that the test reads */
    WireDirection gated;   /* the direction whose source has that test */
    GPtrArray *drivers;    /* const char *: whose state it is in, sorted */
    GPtrArray *targets;    /* const char *, sorted */
};

typedef struct VMStateDifference VMStateDifference;
typedef struct VMStateDiff VMStateDiff;

VMStateDiff *vmstate_diff_new(void);
void vmstate_diff_free(VMStateDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VMStateDiff, vmstate_diff_free)

/* Compares one target; to be called for each of them. The models may be freed
 * afterwards, not their facts. */
void vmstate_diff_add(VMStateDiff *diff, const WireModel *before,
                      const WireModel *after);
/* All targets that both sets have, or `target` alone. */
void vmstate_diff_add_all(VMStateDiff *diff, const FactSet *before,
                          const FactSet *after, const char *target);

/* const VMStateDifference *, in a total order. */
const GPtrArray *vmstate_diff_all(VMStateDiff *diff);

const char *vmstate_change_kind_text(VMStateChangeKind kind);
const char *wire_effect_text(WireEffect effect);
/* The place to look at on that side; NULL if there is none. */
const Location *vmstate_difference_place(const VMStateDifference *difference,
                                         WireDirection source);
