/*
 * qemu-model.h: the facts of one QEMU tree as one target sees them.
 *
 * An index over a FactSet: nothing is copied. Facts of common code and of the
 * target are in it; where both name a driver, the target's own wins. The
 * FactSet must outlive the model.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

typedef struct QemuModel QemuModel;

/* `target`: "x86_64"; NULL: everything, of drivers with one name the first. */
QemuModel *qemu_model_new(const FactSet *facts, const char *target);
void qemu_model_free(QemuModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuModel, qemu_model_free)

const FactSet *qemu_model_facts(const QemuModel *model);
const char *qemu_model_target(const QemuModel *model);

/* NULL if there is none. */
const Driver *qemu_model_driver(const QemuModel *model, const char *name);
const Driver *qemu_model_parent(const QemuModel *model, const Driver *driver);
/* By name or alias. */
const MachineType *qemu_model_machine(const QemuModel *model, const char *name);
/* The driver itself, an ancestor, or an interface of one of them: what
 * object_dynamic_cast would say (qom/object.c). */
bool qemu_model_is_a(const QemuModel *model, const Driver *driver,
                     const char *name);
/* The driver's own or an inherited property; NULL if it has none. */
const Property *qemu_model_property(const QemuModel *model,
                                    const Driver *driver, const char *name);
/* All of them, nearest definition first for each name, sorted by name:
 * const Property *. */
GPtrArray *qemu_model_properties(const QemuModel *model, const Driver *driver);

/* Drivers that exist on the target, sorted by name: const Driver *. */
const GPtrArray *qemu_model_drivers(const QemuModel *model);
const GPtrArray *qemu_model_machines(const QemuModel *model);

/* Is the fact of this target? `targets` may be NULL: of none in particular. */
bool targets_include(Names targets, const char *target);
