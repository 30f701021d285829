/*
 * A device that frobs, and what it sends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t rate;
    uint32_t day;
} FrobState;

static bool day_known(void *opaque, int version_id)
{
    return version_id >= 2;
}

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 2,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(rate, FrobState),
        VMSTATE_UINT32_TEST(day, FrobState, day_known),
        VMSTATE_END_OF_LIST()
    },
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    DEVICE_CLASS(klass)->vmsd = &vmstate_frob;
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
