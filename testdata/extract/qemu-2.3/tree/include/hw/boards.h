/*
 * Machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_BOARDS_H
#define HW_BOARDS_H

#include "hw/qdev-core.h"

#define TYPE_MACHINE_SUFFIX "-machine"
#define TYPE_MACHINE "machine"

typedef struct MachineState MachineState;

typedef struct QEMUMachine {
    const char *family;
    const char *name;
    const char *alias;
    const char *desc;
    void (*init)(MachineState *state);
    int max_cpus;
    bool is_default;
    GlobalProperty *compat_props;
} QEMUMachine;

int qemu_register_machine(QEMUMachine *m);

struct MachineState {
    Object parent_obj;
    uint64_t ram_size;
};

typedef struct MachineClass {
    ObjectClass parent_class;
    const char *name;
    const char *alias;
    const char *desc;
    void (*init)(MachineState *state);
    int max_cpus;
    bool is_default;
    GlobalProperty *compat_props;
} MachineClass;

#define MACHINE(obj) OBJECT_CHECK(MachineState, (obj), TYPE_MACHINE)
#define MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(MachineClass, (klass), TYPE_MACHINE)

#endif
