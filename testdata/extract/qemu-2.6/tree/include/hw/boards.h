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

typedef struct MachineState {
    Object parent_obj;
    uint64_t ram_size;
} MachineState;

typedef struct MachineClass {
    ObjectClass parent_class;
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

/* The last one counts. */
#define SET_MACHINE_COMPAT(m, COMPAT) \
    do {                              \
        static GlobalProperty own[] = { COMPAT {} }; \
        (m)->compat_props = own;      \
    } while (0)

#endif
