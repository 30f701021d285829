/*
 * A device with capabilities, each sent if it is not the default.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

#define CAP_SPIN 0
#define CAP_GLOW 1
#define CAP_HUM 2
#define CAP_SING 3
#define N_CAPS (CAP_SING + 1)

typedef struct Caps {
    uint8_t level[N_CAPS];
} Caps;

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t rate;
    bool sings;
    Caps own;
    Caps sent;
} FrobState;

#define CAP_STATE(word, cap, gate) \
static bool word##_needed(void *opaque) \
{ \
    FrobState *s = opaque; \
 \
    return gate && s->own.level[cap] != 0; \
} \
static const VMStateDescription vmstate_##word = { \
    .name = "frob/cap/" #word, \
    .version_id = 1, \
    .minimum_version_id = 1, \
    .needed = word##_needed, \
    .fields = (const VMStateField[]) { \
        VMSTATE_UINT8(sent.level[cap], FrobState), \
        VMSTATE_END_OF_LIST() \
    }, \
}

CAP_STATE(spin, CAP_SPIN, true);
CAP_STATE(glow, CAP_GLOW, true);
CAP_STATE(hum, CAP_HUM, true);
CAP_STATE(sing, CAP_SING, s->sings);

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(rate, FrobState),
        VMSTATE_END_OF_LIST()
    },
    .subsections = (const VMStateDescription * const []) {
        &vmstate_spin,
        &vmstate_glow,
        &vmstate_hum,
        &vmstate_sing,
        NULL
    },
};

static Property frob_properties[] = {
    DEFINE_PROP_BOOL("sings", FrobState, sings, false),
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
