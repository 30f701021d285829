/*
 * Devices and the buses they sit on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_QDEV_CORE_H
#define HW_QDEV_CORE_H

#include "qom/object.h"
#include "qapi/util.h"
#include "qapi/qapi-types-common.h"

#define TYPE_DEVICE "device"
#define TYPE_BUS "bus"
#define TYPE_SYSTEM_BUS "System"
#define TYPE_SYS_BUS_DEVICE "sys-bus-device"
#define TYPE_I2C_BUS "i2c-bus"

typedef struct Property Property;

typedef struct BusState {
    Object parent_obj;
} BusState;

typedef struct DeviceState {
    Object parent_obj;
} DeviceState;

typedef struct DeviceClass {
    ObjectClass parent_class;
    Property *props_;
    const struct VMStateDescription *vmsd;
    bool user_creatable;
    void (*realize)(DeviceState *dev, Error **errp);
    const char *bus_type;
} DeviceClass;

#define DEVICE_CLASS(klass) OBJECT_CLASS_CHECK(DeviceClass, (klass), TYPE_DEVICE)

DeviceState *qdev_new(const char *name);
BusState *qbus_new(const char *name, DeviceState *parent);
BusState *i2c_init(DeviceState *parent);

#endif
