/*
 * A device that sends a bit of everything.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

typedef struct FrobPart {
    uint32_t level;
    uint8_t *pointer;
} FrobPart;

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t a;
    uint32_t b;
    FrobPart part;
    uint16_t ring[8];
    uint8_t page[64];
    uint64_t late;
} FrobState;

static bool is_version_1(void *opaque, int version_id)
{
    return version_id == 1;
}

static bool late_needed(void *opaque)
{
    FrobState *s = opaque;

    return s->late != 0;
}

static const VMStateDescription vmstate_part = {
    .name = "frob-part",
    .version_id = 3,
    .minimum_version_id = 2,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(level, FrobPart),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_late = {
    .name = "frob/late",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = late_needed,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT64(late, FrobState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 2,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(a, FrobState),
        VMSTATE_UINT32_TEST(b, FrobState, is_version_1),
        VMSTATE_UINT32_V(b, FrobState, 2),
        VMSTATE_STRUCT(part, FrobState, 1, vmstate_part, FrobPart),
        VMSTATE_UINT16_ARRAY(ring, FrobState, 8),
        VMSTATE_BUFFER(page, FrobState),
        VMSTATE_UNUSED(3),
        VMSTATE_END_OF_LIST()
    },
    .subsections = (const VMStateDescription * const []) {
        &vmstate_late,
        NULL
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
