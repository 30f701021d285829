/*
 * A board for guests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void virt_init(MachineState *state)
{
    qdev_new("pl999");
}

static void virt_class_init(ObjectClass *oc, void *data)
{
    static const char *const cpus[] = {"big-cpu", "small-cpu", NULL};

    MACHINE_CLASS(oc)->init = virt_init;
    MACHINE_CLASS(oc)->valid_cpu_types = cpus;
}

static const TypeInfo virt_info = {
    .name = "virt-9.0" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = virt_class_init,
};

static void virt_register(void)
{
    type_register_static(&virt_info);
}

type_init(virt_register)
