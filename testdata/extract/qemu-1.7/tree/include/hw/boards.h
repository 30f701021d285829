/*
 * Machine types, before they had classes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_BOARDS_H
#define HW_BOARDS_H

#include "hw/qdev-core.h"

typedef struct QEMUMachineInitArgs {
    const char *cpu_model;
} QEMUMachineInitArgs;

typedef struct QEMUMachine {
    const char *name;
    const char *alias;
    const char *desc;
    void (*init)(QEMUMachineInitArgs *args);
    int max_cpus;
    int is_default;
    GlobalProperty *compat_props;
    struct QEMUMachine *next;
} QEMUMachine;

int qemu_register_machine(QEMUMachine *m);

#endif
