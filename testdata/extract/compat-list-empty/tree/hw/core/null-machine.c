/*
 * A machine type that uses the list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void null_8_2_class_init(ObjectClass *oc, void *data)
{
    MachineClass *mc = MACHINE_CLASS(oc);

    mc->max_cpus = 1;
    compat_props_add(mc->compat_props, hw_compat_8_2, hw_compat_8_2_len);
}

static const TypeInfo null_8_2_info = {
    .name = "null-8.2" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = null_8_2_class_init,
};

static void null_register_types(void)
{
    type_register_static(&null_8_2_info);
}

type_init(null_register_types)
