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
    bool x_footer;
} FrobState;

static Property frob_properties[] = {
    DEFINE_PROP_BOOL("x-footer", FrobState, x_footer, false),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
}

static const TypeInfo frob_types[] = {
    {
        .name = "migration",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_class_init,
    },
};

DEFINE_TYPES(frob_types)
