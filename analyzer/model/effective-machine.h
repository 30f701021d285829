/*
 * effective-machine.h: the effective values of all drivers under one machine
 * type.
 *
 * Drivers that no compat entry of the machine type reaches, neither itself
 * nor through a child that it has an alias of, look the same under every
 * machine type: they are computed once in an EffectiveDefaults and shared.
 * The others are computed when they are asked for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective.h"

typedef struct EffectiveDefaults EffectiveDefaults;
typedef struct EffectiveMachine EffectiveMachine;

/* The model is borrowed. */
EffectiveDefaults *effective_defaults_new(const QemuModel *model);
void effective_defaults_free(EffectiveDefaults *defaults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EffectiveDefaults, effective_defaults_free)

/* Both are borrowed. */
EffectiveMachine *effective_machine_new(EffectiveDefaults *defaults,
                                        const MachineType *machine);
void effective_machine_free(EffectiveMachine *effective);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EffectiveMachine, effective_machine_free)

/* Lives as long as the machine and the defaults do; the same pointer under
 * two machine types if neither reaches the driver. */
const EffectiveDriver *effective_machine_driver(EffectiveMachine *effective,
                                                const Driver *driver);
