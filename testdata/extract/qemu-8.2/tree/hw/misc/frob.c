/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/misc/frob.h"
#include "qemu/module.h"

static bool frob_get_loud(Object *obj, Error **errp)
{
    return FROB(obj)->control & 1;
}


static Property frob_properties[] = {
    DEFINE_PROP_UINT32("queues", FrobState, queues, 4),
    DEFINE_PROP_BOOL("events", FrobState, events, true),
    DEFINE_PROP_ON_OFF_AUTO("mode", FrobState, mode, ON_OFF_AUTO_AUTO),
    DEFINE_PROP_END_OF_LIST(),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    device_class_set_props(dc, frob_properties);
    dc->vmsd = &vmstate_frob;
    dc->desc = "frobs";
    object_class_property_add_bool(klass, "loud", frob_get_loud, NULL);
}

static const TypeInfo frob_types[] = {
    {
        .name = TYPE_FROB,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FrobState),
        .class_init = frob_class_init,
    },
};

DEFINE_TYPES(frob_types)
