/*
 * comparison.h: two QEMU trees side by side, and what differs between them.
 *
 * Machine types, drivers and so on are facts of targets; most are common to
 * several. Each machine type is looked at on one target only, the one with
 * most drivers of those that have it (x86_64 before i386): what differs on
 * both is one change.
 *
 * A machine type is a promise if it is versioned and its version was released
 * when the older tree was made: 9.2.50 has released all up to 9.2, and so has
 * 10.0.0-rc1 (9.2.91): a machine type may change until its release.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/change.h"
#include "diff/vmstate.h"

typedef struct ComparisonSide {
    const FactSet *facts;
    GPtrArray *models;   /* QemuModel *, one for each target, by target name */
    GPtrArray *defaults; /* EffectiveDefaults *, of the same targets */
} ComparisonSide;

typedef struct PromisedType {
    const MachineType *before;
    const MachineType *after; /* NULL: removed */
    const char *target;       /* where both are looked at */
    const QemuModel *old_model;
    const QemuModel *new_model;
    EffectiveMachine *old_effective;
    EffectiveMachine *new_effective; /* NULL if removed */
} PromisedType;

typedef struct Comparison {
    ComparisonSide before;
    ComparisonSide after;
    GArray *promised; /* PromisedType, by family, then version */
    ChangeSet *changes;
    VMStateDiff *wire; /* what changes of vmstates point into */
} Comparison;

/* Both must be facts of QEMU trees, sorted; borrowed. `target` narrows down to
 * one target; NULL: all. `machine` is a glob; NULL: all. */
Comparison *comparison_new(const FactSet *before, const FactSet *after,
                           const char *target, const char *machine);
void comparison_free(Comparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)

/* The model of a target; NULL if that side has no such target. */
const QemuModel *comparison_model(const ComparisonSide *side,
                                  const char *target);

/* Everything that differs; the comparison's own. */
const ChangeSet *comparison_changes(Comparison *comparison);

/* The subjects, one file each; all add to comparison->changes. */
void diff_machine_types(Comparison *comparison);
void diff_properties(Comparison *comparison);
void diff_drivers(Comparison *comparison);
void diff_vmstates(Comparison *comparison);
void diff_property_types(Comparison *comparison);
void diff_options(Comparison *comparison);
void diff_qapi(Comparison *comparison);
void diff_ram_blocks(Comparison *comparison);
void diff_setup(Comparison *comparison);
void diff_constants(Comparison *comparison);
