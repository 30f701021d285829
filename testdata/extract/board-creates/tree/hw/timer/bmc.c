/*
 * What is on the boards. Nobody creates revision 3 of the clock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-core.h"
#include "qemu/module.h"

static void sensor_class_init(ObjectClass *oc, void *data)
{
    DEVICE_CLASS(oc)->bus_type = TYPE_I2C_BUS;
}

static const TypeInfo infos[] = {
    {.name = "bmc.timer-1", .parent = TYPE_SYS_BUS_DEVICE},
    {.name = "bmc.timer-2", .parent = TYPE_SYS_BUS_DEVICE},
    {.name = "bmc.clock-3", .parent = TYPE_SYS_BUS_DEVICE},
    {.name = "sensor", .parent = TYPE_DEVICE, .class_init = sensor_class_init},
    {.name = TYPE_I2C_BUS, .parent = TYPE_BUS},
};

static void bmc_register(void)
{
    for (int i = 0; i < ARRAY_SIZE(infos); i++) {
        type_register_static(&infos[i]);
    }
}

type_init(bmc_register)
