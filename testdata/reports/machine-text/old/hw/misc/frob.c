/*
 * A device that frobs, and completes what it was told when it is realized.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t queues;
    uint32_t depth;
    uint32_t rings;
} FrobState;

uint32_t frob_best_queues(void);

static Property frob_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 0),
    DEFINE_PROP_UINT32("depth", FrobState, depth, 0),
    DEFINE_PROP_UINT32("rings", FrobState, rings, 2),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_realize(DeviceState *dev, Error **errp)
{
    FrobState *s = (FrobState *)dev;

    if (s->queues == 0) {
        s->queues = frob_best_queues();
    }
    if (!s->depth) {
        s->depth = 128;
    }
}

static void frob_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    device_class_set_props(dc, frob_properties);
    dc->realize = frob_realize;
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
