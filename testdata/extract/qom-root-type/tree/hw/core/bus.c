/*
 * A type on top of the root.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "qemu/module.h"
#include "qom/object.h"

static const TypeInfo bus_info = {
    .name = "bus",
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(Object),
    .abstract = true,
};

static void bus_register_types(void)
{
    type_register_static(&bus_info);
}

type_init(bus_register_types)
