/*
 * Devices and what a machine type sets on them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_QDEV_CORE_H
#define HW_QDEV_CORE_H

#include "qom/object.h"
#include "qapi-types.h"

#define TYPE_DEVICE "device"

typedef struct Property Property;
typedef struct PropertyInfo PropertyInfo;

typedef struct DeviceState {
    Object parent_obj;
    bool realized;
} DeviceState;

typedef struct DeviceClass {
    ObjectClass parent_class;
    Property *props;
    const struct VMStateDescription *vmsd;
    const char *desc;
} DeviceClass;

#define DEVICE(obj) OBJECT_CHECK(DeviceState, (obj), TYPE_DEVICE)
#define DEVICE_CLASS(klass) OBJECT_CLASS_CHECK(DeviceClass, (klass), TYPE_DEVICE)

struct PropertyInfo {
    const char *name;
    const char **enum_table;
};

struct Property {
    const char *name;
    PropertyInfo *info;
    ptrdiff_t offset;
    uint8_t qtype;
    int64_t defval;
};

typedef struct GlobalProperty {
    const char *driver;
    const char *property;
    const char *value;
} GlobalProperty;

#endif
