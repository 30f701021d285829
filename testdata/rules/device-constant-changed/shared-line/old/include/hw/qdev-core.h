/*
 * Devices and what a machine type sets on them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_QDEV_CORE_H
#define HW_QDEV_CORE_H

#include "qom/object.h"
#include "qapi/util.h"
#include "qapi/qapi-types-common.h"

#define TYPE_DEVICE "device"

typedef struct Property Property;
typedef struct PropertyInfo PropertyInfo;

typedef struct DeviceState {
    Object parent_obj;
    bool realized;
} DeviceState;

typedef struct DeviceClass {
    ObjectClass parent_class;
    const Property *props_;
    uint16_t props_count_;
    const struct VMStateDescription *vmsd;
    const char *desc;
    const char *bus_type;
    void (*realize)(DeviceState *dev, Error **errp);
} DeviceClass;

#define DEVICE(obj) OBJECT_CHECK(DeviceState, (obj), TYPE_DEVICE)
#define DEVICE_CLASS(klass) OBJECT_CLASS_CHECK(DeviceClass, (klass), TYPE_DEVICE)

typedef struct GlobalProperty {
    const char *driver;
    const char *property;
    const char *value;
    bool optional;
} GlobalProperty;

#define device_class_set_props(dc, props) \
    device_class_set_props_n((dc), (props), ARRAY_SIZE(props))

void device_class_set_props_n(DeviceClass *dc, const Property *props, size_t n);

#endif
