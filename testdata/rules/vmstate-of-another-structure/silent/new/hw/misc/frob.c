/*
 * A device that frobs, and what it sends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

typedef struct Engine {
    uint32_t rate;
    bool spins;
} Engine;

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t a;
    uint32_t rate;
    Engine engine;
} FrobState;

static bool spin_needed(void *opaque)
{
    FrobState *s = opaque;
    Engine *engine = &s->engine;

    return engine->spins;
}

static const VMStateDescription vmstate_frob_spin = {
    .name = "frob/spin",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = spin_needed,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(a, FrobState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(rate, FrobState),
        VMSTATE_END_OF_LIST()
    },
    .subsections = (const VMStateDescription * const []) {
        &vmstate_frob_spin,
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
