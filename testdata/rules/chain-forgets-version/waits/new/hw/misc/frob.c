/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t queues;
} FrobState;

static Property frob_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 4),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
}

static const TypeInfo frob_types[] = {
    {
        .name = "frob",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_class_init,
    },
};

DEFINE_TYPES(frob_types)
