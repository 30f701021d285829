/*
 * Devices that are nothing without something else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"
#include "qemu/module.h"

typedef struct FrobState {
    DeviceState parent_obj;
    Object *wire[2];
    Object *power;
    Object *log;
    bool stand_alone;
} FrobState;

int wire_take(Object *wire, void *client);
Object *log_default(void);

static int frob_connect(FrobState *s, Object *wire)
{
    if (!wire) {
        return -22;
    }
    if (wire_take(wire, s) < 0) {
        return -1;
    }
    return 0;
}

/* The first wire is needed; power only by those that do not stand alone, and
 * a log is made where none is given. */
static void frob_realize(DeviceState *dev, Error **errp)
{
    FrobState *s = (FrobState *)dev;

    if (frob_connect(s, s->wire[0]) < 0) {
        error_setg(errp, "frob without a wire");
        return;
    }
    if (!s->stand_alone && !s->power) {
        error_setg(errp, "no power");
        return;
    }
    if (!s->log) {
        object_property_set_link(OBJECT(dev), "log", log_default(), errp);
    }
    if (!s->log) {
        error_setg(errp, "no log");
        return;
    }
}

static void frob_init(Object *obj)
{
    FrobState *s = (FrobState *)obj;

    object_property_add_link(obj, "wire0", "wire", (Object **)&s->wire[0]);
    object_property_add_link(obj, "wire1", "wire", (Object **)&s->wire[1]);
    object_property_add_link(obj, "power", "power", (Object **)&s->power);
    object_property_add_link(obj, "log", "log", (Object **)&s->log);
}

static const Property frob_properties[] = {
    DEFINE_PROP_BOOL("stand-alone", FrobState, stand_alone, false),
};

static void frob_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    device_class_set_props(dc, frob_properties);
    dc->realize = frob_realize;
}

static const TypeInfo frob_info = {
    .name = "frob",
    .parent = TYPE_DEVICE,
    .instance_size = sizeof(FrobState),
    .instance_init = frob_init,
    .class_init = frob_class_init,
};

static void frob_register_types(void)
{
    type_register_static(&frob_info);
}

type_init(frob_register_types)
