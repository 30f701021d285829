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
    const char *deprecation_reason;
    void (*init)(MachineState *state);
    int max_cpus;
    bool is_default;
    GPtrArray *compat_props;
} MachineClass;

#define MACHINE(obj) OBJECT_CHECK(MachineState, (obj), TYPE_MACHINE)
#define MACHINE_CLASS(klass) \
    OBJECT_CLASS_CHECK(MachineClass, (klass), TYPE_MACHINE)

void compat_props_add(GPtrArray *arr, GlobalProperty props[], size_t nelem);

extern GlobalProperty hw_compat_9_2[];
extern const size_t hw_compat_9_2_len;

extern GlobalProperty hw_compat_3_1[];
extern const size_t hw_compat_3_1_len;

#define _VER_SYM(what, prefix, major, minor) \
    prefix##_machine_##major##_##minor##_##what
#define MACHINE_VER_SYM(what, prefix, ...) _VER_SYM(what, prefix, __VA_ARGS__)
#define _VER_NAME(prefix, major, minor) \
    prefix "-" #major "." #minor TYPE_MACHINE_SUFFIX
#define MACHINE_VER_TYPE_NAME(prefix, ...) _VER_NAME(prefix, __VA_ARGS__)

#define VER_NOW (QEMU_VERSION_MAJOR * 100 + QEMU_VERSION_MINOR)

#define VER_IS_OVER(years, major, minor) \
    (VER_NOW >= ((major) + (years)) * 100 + (minor))

/* Said to end after three years, gone after six. */
#define MACHINE_VER_DEPRECATION(...) \
    do { \
        if (VER_IS_OVER(3, __VA_ARGS__)) { \
            mc->deprecation_reason = "older than " stringify(3) " years"; \
        } \
    } while (0)

#define MACHINE_VER_DELETION(...) \
    do { \
        if (VER_IS_OVER(6, __VA_ARGS__)) { \
            return; \
        } \
    } while (0)

#endif
