/*
 * effective-cpu.h: what the CPU models are under one machine type.
 *
 * A model without version stands for the version that the machine's class
 * names (default_cpu_version, target/i386/cpu.c: x86_cpu_set_default_version);
 * what its instance_init sets comes after the defaults of the properties and
 * before the compat entries (device_post_init).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective.h"

typedef struct EffectiveCpu {
    const char *name;      /* as the user gives it: "EPYC" */
    const CpuModel *model; /* what that stands for: "EPYC-v1" */
    GArray *properties;    /* EffectiveProperty, by name: those that the model
                              or a compat entry sets */
} EffectiveCpu;

/* The models of the model's target, by name: EffectiveCpu *, owned by the
 * array. Empty if the QemuModel has no target. */
GPtrArray *effective_cpu_models(const QemuModel *model,
                                const MachineType *machine);
