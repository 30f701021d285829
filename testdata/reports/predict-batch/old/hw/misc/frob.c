/*
 * Devices that frob: one whose state changes, one that stays and one that
 * cannot be migrated.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t a;
    uint32_t speed;
    bool fast;
} FrobState;

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(a, FrobState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_stuck = {
    .name = "stuck",
    .unmigratable = 1,
};

static Property frob_properties[] = {
    DEFINE_PROP_UINT32("speed", FrobState, speed, 10),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
    DEVICE_CLASS(klass)->vmsd = &vmstate_frob;
}

static void still_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
}

static void stuck_class_init(ObjectClass *klass, void *data)
{
    DEVICE_CLASS(klass)->vmsd = &vmstate_stuck;
}

static const TypeInfo frob_types[] = {
    {
        .name = "frob",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_class_init,
    },
    {
        .name = "still",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = still_class_init,
    },
    {
        .name = "stuck",
        .parent = TYPE_DEVICE,
        .class_init = stuck_class_init,
    },
    {
        .name = "old-frob",
        .parent = TYPE_DEVICE,
    },
};

DEFINE_TYPES(frob_types)
