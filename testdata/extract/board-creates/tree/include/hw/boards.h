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
} MachineState;

typedef struct MachineClass {
    ObjectClass parent_class;
    void (*init)(MachineState *state);
    const char *const *valid_cpu_types;
    GPtrArray *compat_props;
} MachineClass;

#define MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(MachineClass, (klass), TYPE_MACHINE)

#endif
