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
    uint32_t a;
    uint32_t b;
    uint32_t c;
    uint16_t d;
    uint16_t ring[8];
    uint32_t last;
    bool legacy;
    bool x_late;
} FrobState;

static bool late_needed(void *opaque)
{
    FrobState *s = opaque;

    return s->x_late;
}

static const VMStateDescription vmstate_late = {
    .name = "frob/late",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = late_needed,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(last, FrobState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(a, FrobState),
        VMSTATE_UINT32(b, FrobState),
        VMSTATE_END_OF_LIST()
    },
    .subsections = (const VMStateDescription * const []) {
        &vmstate_late,
        NULL
    },
};

static Property frob_properties[] = {
    DEFINE_PROP_BOOL("legacy", FrobState, legacy, true),
    DEFINE_PROP_BOOL("x-late", FrobState, x_late, true),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
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
