/*
 * What all machine types of the virt family share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_ARM_VIRT_H
#define HW_ARM_VIRT_H

#include "hw/boards.h"

#define DEFINE_VIRT_MACHINE(major, minor) \
    static void virt_##major##_##minor##_class(ObjectClass *oc, void *data) \
    { \
        virt_machine_##major##_##minor##_options(MACHINE_CLASS(oc)); \
    } \
    static const TypeInfo virt_##major##_##minor##_info = { \
        .name = "virt-" #major "." #minor TYPE_MACHINE_SUFFIX, \
        .parent = TYPE_MACHINE, \
        .class_init = virt_##major##_##minor##_class, \
    }; \
    static void virt_##major##_##minor##_register(void) \
    { \
        type_register_static(&virt_##major##_##minor##_info); \
    } \
    type_init(virt_##major##_##minor##_register)

#endif
