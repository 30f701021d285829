/*
 * A device whose newer version does not compile.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct CrumbState {
    DeviceState parent_obj;
    uint32_t queues;
    bool legacy;
    uint32_t size;
} CrumbState;

static Property crumb_properties[] = {
    DEFINE_PROP_UINT32("queues", CrumbState, queues, 4),
    DEFINE_PROP_BOOL("legacy", CrumbState, legacy, false),
    DEFINE_PROP_UINT32("size", CrumbState, size, 16),
    DEFINE_PROP_END_OF_LIST(),
};

static void crumb_class_init(ObjectClass *klass, void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), crumb_properties);
}

static const TypeInfo crumb_types[] = {
    {
        .name = "crumb",
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(CrumbState),
        .class_init = crumb_class_init,
    },
};

DEFINE_TYPES(crumb_types)
