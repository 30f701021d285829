/*
 * The kinds of properties.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-properties.h"

static void default_enum(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_str(
        op, qapi_enum_lookup(prop->info->enum_table, prop->defval.i));
}

static void default_bool(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_bool(op, prop->defval.u);
}

static void default_uint(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_uint(op, prop->defval.u);
}

const PropertyInfo qdev_prop_bool = {
    .type = "bool",
    .set_default_value = default_bool,
};

const PropertyInfo qdev_prop_bit = {
    .type = "bool",
    .set_default_value = default_bool,
};

const PropertyInfo qdev_prop_uint32 = {
    .type = "uint32",
    .set_default_value = default_uint,
};

const PropertyInfo qdev_prop_on_off_auto = {
    .type = "OnOffAuto",
    .enum_table = &OnOffAuto_lookup,
    .set_default_value = default_enum,
};
