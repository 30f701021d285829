/*
 * How devices declare their properties.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_QDEV_PROPERTIES_H
#define HW_QDEV_PROPERTIES_H

#include "hw/qdev-core.h"
typedef enum {
    QTYPE_NONE,
    QTYPE_QINT,
    QTYPE_QSTRING,
    QTYPE_QDICT,
    QTYPE_QLIST,
    QTYPE_QFLOAT,
    QTYPE_QBOOL,
} qtype_code;

extern PropertyInfo qdev_prop_bool;
extern PropertyInfo qdev_prop_uint32;
extern PropertyInfo qdev_prop_on_off_auto;

#define DEFINE_PROP_DEFAULT(_name, _state, _field, _defval, _prop, _type) { \
        .name = (_name), .info = &(_prop), \
        .offset = offsetof(_state, _field) \
            + type_check(_type, typeof_field(_state, _field)), \
        .qtype = QTYPE_QINT, .defval = (_type)_defval, \
    }
#define DEFINE_PROP_BOOL(_name, _state, _field, _defval) { \
        .name = (_name), .info = &(qdev_prop_bool), \
        .offset = offsetof(_state, _field) \
            + type_check(bool, typeof_field(_state, _field)), \
        .qtype = QTYPE_QBOOL, .defval = (bool)_defval, \
    }
#define DEFINE_PROP_UINT32(_n, _s, _f, _d) \
    DEFINE_PROP_DEFAULT(_n, _s, _f, _d, qdev_prop_uint32, uint32_t)
#define DEFINE_PROP_ON_OFF_AUTO(_n, _s, _f, _d) \
    DEFINE_PROP_DEFAULT(_n, _s, _f, _d, qdev_prop_on_off_auto, OnOffAuto)

#define DEFINE_PROP_END_OF_LIST() \
    {}

#endif
