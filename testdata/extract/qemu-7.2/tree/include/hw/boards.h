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
    const char *default_ram_id;
    void (*init)(MachineState *state);
    int max_cpus;
    bool is_default;
    GPtrArray *compat_props;
} MachineClass;

#define MACHINE(obj) OBJECT_CHECK(MachineState, (obj), TYPE_MACHINE)
#define MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(MachineClass, (klass), TYPE_MACHINE)

void compat_props_add(GPtrArray *arr, GlobalProperty props[], size_t nelem);

extern GlobalProperty hw_compat_7_1[];
extern const size_t hw_compat_7_1_len;

extern GlobalProperty hw_compat_7_0[];
extern const size_t hw_compat_7_0_len;

#endif
