/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/misc/frob.h"
#include "qemu/module.h"

static Property frob_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 4),
    DEFINE_PROP_BOOL("events", FrobState, events, true),
    DEFINE_PROP_ON_OFF_AUTO("mode", FrobState, mode, ON_OFF_AUTO_AUTO),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    dc->props = frob_properties;
    dc->desc = "frobs";
}

static const TypeInfo frob_info = {
    .name = TYPE_FROB,
    .parent = TYPE_DEVICE,
    .instance_size = sizeof(FrobState),
    .class_init = frob_class_init,
};

static void frob_register_types(void)
{
    type_register_static(&frob_info);
}

type_init(frob_register_types)
