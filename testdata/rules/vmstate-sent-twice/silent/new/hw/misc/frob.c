/*
 * A core that others hold, and a device that holds one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

typedef struct CoreState {
    DeviceState parent_obj;
    uint32_t rate;
    uint32_t level;
} CoreState;

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t width;
    CoreState core;
} FrobState;

static const VMStateDescription vmstate_core = {
    .name = "frob-core",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(rate, CoreState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT(core, FrobState, 1, vmstate_core, CoreState),
        VMSTATE_END_OF_LIST()
    },
};

static void core_realize(DeviceState *dev, Error **errp)
{
    CoreState *s = (CoreState *)dev;

    s->level = s->rate;
}

static Property core_properties[] = {
    DEFINE_PROP_UINT32("rate", CoreState, rate, 8),
    DEFINE_PROP_END_OF_LIST(),
};

static void core_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), core_properties);
    DEVICE_CLASS(klass)->realize = core_realize;
}

static Property frob_properties[] = {
    DEFINE_PROP_UINT32("width", FrobState, width, 4),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_init(Object *obj)
{
    FrobState *s = (FrobState *)obj;

    object_initialize(&s->core, sizeof(s->core), "frob-core");
}

static void frob_realize(DeviceState *dev, Error **errp)
{
    FrobState *s = (FrobState *)dev;

    object_property_set_bool(OBJECT(&s->core), "realized", true, errp);
}

static void frob_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
    DEVICE_CLASS(klass)->realize = frob_realize;
    DEVICE_CLASS(klass)->vmsd = &vmstate_frob;
}

static const TypeInfo frob_types[] = {
    {
        .name = "frob-core",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(CoreState),
        .class_init = core_class_init,
    },
    {
        .name = "frob",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .instance_init = frob_init,
        .class_init = frob_class_init,
    },
};

DEFINE_TYPES(frob_types)
