/*
 * How devices declare their properties.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_QDEV_PROPERTIES_H
#define HW_QDEV_PROPERTIES_H

#include "hw/qdev-core.h"

struct PropertyInfo {
    const char *type;
    const QEnumLookup *enum_table;
    void (*set_default_value)(ObjectProperty *op, const Property *prop);
};

struct Property {
    const char *name;
    const PropertyInfo *info;
    ptrdiff_t offset;
    uint8_t bitnr;
    bool set_default;
    union {
        int64_t i;
        uint64_t u;
    } defval;
};

extern const PropertyInfo qdev_prop_bool;
extern const PropertyInfo qdev_prop_bit;
extern const PropertyInfo qdev_prop_uint32;
extern const PropertyInfo qdev_prop_on_off_auto;

#define DEFINE_PROP(_name, _state, _field, _prop, _type, ...) { \
        .name = (_name), .info = &(_prop), \
        .offset = offsetof(_state, _field) \
            + type_check(_type, typeof_field(_state, _field)), \
        __VA_ARGS__ \
    }
#define DEFINE_PROP_BOOL(_name, _state, _field, _defval) \
    DEFINE_PROP(_name, _state, _field, qdev_prop_bool, bool, \
                .set_default = true, .defval.u = (bool)_defval)
#define DEFINE_PROP_BIT(_name, _state, _field, _bit, _defval) \
    DEFINE_PROP(_name, _state, _field, qdev_prop_bit, uint32_t, \
                .bitnr = (_bit), .set_default = true, \
                .defval.u = (bool)_defval)
#define DEFINE_PROP_UINT32(_name, _state, _field, _defval) \
    DEFINE_PROP(_name, _state, _field, qdev_prop_uint32, uint32_t, \
                .set_default = true, .defval.u = (uint32_t)_defval)
#define DEFINE_PROP_ON_OFF_AUTO(_name, _state, _field, _defval) \
    DEFINE_PROP(_name, _state, _field, qdev_prop_on_off_auto, OnOffAuto, \
                .set_default = true, .defval.i = (OnOffAuto)_defval)

#endif
