/*
 * The base of all devices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

/* A class says what it adds; it does not inherit its parent's array. */
static void device_class_base_init(ObjectClass *class, void *data)
{
    DeviceClass *klass = DEVICE_CLASS(class);

    klass->props = NULL;
}

static const TypeInfo device_type_info = {
    .name = TYPE_DEVICE,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(DeviceState),
    .class_base_init = device_class_base_init,
    .abstract = true,
    .class_size = sizeof(DeviceClass),
};

static void qdev_register_types(void)
{
    type_register_static(&device_type_info);
}

type_init(qdev_register_types)
