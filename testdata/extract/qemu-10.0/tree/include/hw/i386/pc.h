/*
 * What all PC machine types share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_I386_PC_H
#define HW_I386_PC_H

#include "hw/boards.h"
#include "hw/misc/frob.h"

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

extern GlobalProperty pc_compat_9_2[];
extern const size_t pc_compat_9_2_len;

extern GlobalProperty pc_compat_3_1[];
extern const size_t pc_compat_3_1_len;

#define DEFINE_PC_VER_MACHINE(namesym, namestr, initfn, isdefault, malias, ...) \
    static void MACHINE_VER_SYM(class_init, namesym, __VA_ARGS__)( \
        ObjectClass *oc, void *data) \
    { \
        MachineClass *mc = MACHINE_CLASS(oc); \
        mc->init = initfn; \
        mc->alias = malias; \
        mc->is_default = isdefault; \
        MACHINE_VER_SYM(options, namesym, __VA_ARGS__)(mc); \
        MACHINE_VER_DEPRECATION(__VA_ARGS__); \
    } \
    static const TypeInfo MACHINE_VER_SYM(info, namesym, __VA_ARGS__) = { \
        .class_init = MACHINE_VER_SYM(class_init, namesym, __VA_ARGS__), \
        .parent = TYPE_PC_MACHINE, \
        .name = MACHINE_VER_TYPE_NAME(namestr, __VA_ARGS__), \
    }; \
    static void MACHINE_VER_SYM(register, namesym, __VA_ARGS__)(void) \
    { \
        MACHINE_VER_DELETION(__VA_ARGS__); \
        type_register_static(&MACHINE_VER_SYM(info, namesym, __VA_ARGS__)); \
    } \
    type_init(MACHINE_VER_SYM(register, namesym, __VA_ARGS__))

#endif
