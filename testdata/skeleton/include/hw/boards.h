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

typedef struct SMPCompatProps {
    bool prefer_sockets;
    bool dies_supported;
} SMPCompatProps;

typedef struct MachineState {
    Object parent_obj;
    uint64_t ram_size;
} MachineState;

typedef struct MachineClass {
    ObjectClass parent_class;
    const char *alias;
    const char *desc;
    const char *deprecation_reason;
    SMPCompatProps smp_props;
    void (*init)(MachineState *state);
    const char *default_ram_id;
    int max_cpus;
    bool numa_mem_supported;
    bool is_default;
    GPtrArray *compat_props;
} MachineClass;

#define MACHINE(obj) OBJECT_CHECK(MachineState, (obj), TYPE_MACHINE)
#define MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(MachineClass, (klass), TYPE_MACHINE)

void compat_props_add(GPtrArray *arr, GlobalProperty props[], size_t nelem);

extern GlobalProperty hw_compat_8_2[];
extern const size_t hw_compat_8_2_len;

extern GlobalProperty hw_compat_8_1[];
extern const size_t hw_compat_8_1_len;

#endif
