/*
 * What is on the other board.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-core.h"
#include "qemu/module.h"

static const TypeInfo pl999_info = {
    .name = "pl999",
    .parent = TYPE_SYS_BUS_DEVICE,
};

static void pl999_register(void)
{
    type_register_static(&pl999_info);
}

type_init(pl999_register)
