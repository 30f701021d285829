/*
 * Devices, buses and machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void machine_class_base_init(ObjectClass *oc, void *data)
{
    MACHINE_CLASS(oc)->compat_props = g_ptr_array_new();
}

static void device_class_init(ObjectClass *oc, void *data)
{
    DEVICE_CLASS(oc)->user_creatable = true;
}

static void sysbus_class_init(ObjectClass *oc, void *data)
{
    DEVICE_CLASS(oc)->user_creatable = false;
    DEVICE_CLASS(oc)->bus_type = TYPE_SYSTEM_BUS;
}

static const TypeInfo infos[] = {
    {.name = TYPE_MACHINE, .parent = TYPE_OBJECT, .abstract = true,
     .class_size = sizeof(MachineClass),
     .class_base_init = machine_class_base_init},
    {.name = TYPE_BUS, .parent = TYPE_OBJECT, .abstract = true},
    {.name = TYPE_SYSTEM_BUS, .parent = TYPE_BUS},
    {.name = TYPE_DEVICE, .parent = TYPE_OBJECT, .abstract = true,
     .class_size = sizeof(DeviceClass), .class_init = device_class_init},
    {.name = TYPE_SYS_BUS_DEVICE, .parent = TYPE_DEVICE, .abstract = true,
     .class_init = sysbus_class_init},
};

static void register_types(void)
{
    for (int i = 0; i < ARRAY_SIZE(infos); i++) {
        type_register_static(&infos[i]);
    }
}

type_init(register_types)

int main(void)
{
    return qbus_new(TYPE_SYSTEM_BUS, NULL) != NULL;
}
