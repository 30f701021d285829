/*
 * A board of a management controller.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void bmc_init(MachineState *state)
{
    qdev_new("frob");
}

static void bmc_class_init(ObjectClass *oc, void *data)
{
    MACHINE_CLASS(oc)->init = bmc_init;
}

static const TypeInfo bmc_info = {
    .name = "bmc" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = bmc_class_init,
};

static void bmc_register(void)
{
    type_register_static(&bmc_info);
}

type_init(bmc_register)
