/*
 * Devices that frob, each with properties of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t queues;
    uint32_t revision;
} FrobState;

static Property frob_disk_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 4),
    DEFINE_PROP_UINT32("revision", FrobState, revision, 1),
    DEFINE_PROP_END_OF_LIST(),
};

static Property frob_net_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 1),
    DEFINE_PROP_UINT32("revision", FrobState, revision, 1),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_disk_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_disk_properties);
}

static void frob_net_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_net_properties);
}

static const TypeInfo frob_types[] = {
    {
        .name = "frob-disk",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_disk_class_init,
    },
    {
        .name = "frob-net",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_net_class_init,
    },
};

DEFINE_TYPES(frob_types)
