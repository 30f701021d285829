/*
 * The kinds of properties.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/qdev-properties.h"

PropertyInfo qdev_prop_bool = {
    .name = "boolean",
};

PropertyInfo qdev_prop_uint32 = {
    .name = "uint32",
};

PropertyInfo qdev_prop_on_off_auto = {
    .name = "OnOffAuto",
    .enum_table = OnOffAuto_lookup,
};
