/*
 * A device with memory of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct MemoryRegion {
    uint64_t size;
} MemoryRegion;

typedef struct FrobState {
    DeviceState parent_obj;
    MemoryRegion ram;
} FrobState;

void memory_region_init_ram(MemoryRegion *mr, Object *owner, const char *name,
                            uint64_t size, Error **errp);

static void frob_realize(DeviceState *dev, Error **errp)
{
    FrobState *s = (FrobState *)dev;

    memory_region_init_ram(&s->ram, OBJECT(dev), "frob.ram", 64 * 1024, errp);
}

static void frob_class_init(ObjectClass *klass, void *data)
{
    DEVICE_CLASS(klass)->realize = frob_realize;
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
