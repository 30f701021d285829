/*
 * What all PC machine types share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_I386_PC_H
#define HW_I386_PC_H

#include "hw/boards.h"

#define TYPE_PC_MACHINE "generic-pc-machine"
#define PC_MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(PCMachineClass, (klass), TYPE_PC_MACHINE)

typedef struct PCMachineState {
    MachineState parent_obj;
} PCMachineState;

typedef struct PCMachineClass {
    MachineClass parent_class;
    bool broken_reserved_end;
    bool save_tsc_khz;
} PCMachineClass;

extern GlobalProperty pc_compat_8_2[];
extern const size_t pc_compat_8_2_len;

extern GlobalProperty pc_compat_8_1[];
extern const size_t pc_compat_8_1_len;

static inline void pc_init(MachineState *state)
{
}

#define DEFINE_PC_MACHINE(suffix, namestr, initfn, optsfn) \
    static void pc_##suffix##_class(ObjectClass *klass, void *data) \
    { \
        MachineClass *machine = MACHINE_CLASS(klass); \
        machine->init = initfn; \
        optsfn(machine); \
    } \
    static const TypeInfo pc_##suffix##_info = { \
        .class_init = pc_##suffix##_class, \
        .parent = TYPE_PC_MACHINE, \
        .name = namestr TYPE_MACHINE_SUFFIX, \
    }; \
    static void pc_##suffix##_register(void) \
    { \
        type_register(&pc_##suffix##_info); \
    } \
    type_init(pc_##suffix##_register)

#endif
