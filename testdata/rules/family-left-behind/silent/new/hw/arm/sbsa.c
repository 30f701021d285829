/*
 * The machine types of the sbsa family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void sbsa_9_1_class(ObjectClass *oc, void *data)
{
}

static const TypeInfo sbsa_9_1_info = {
    .name = "sbsa-9.1" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = sbsa_9_1_class,
};

static void sbsa_9_1_register(void)
{
    type_register_static(&sbsa_9_1_info);
}
type_init(sbsa_9_1_register)

static void sbsa_9_0_class(ObjectClass *oc, void *data)
{
}

static const TypeInfo sbsa_9_0_info = {
    .name = "sbsa-9.0" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = sbsa_9_0_class,
};

static void sbsa_9_0_register(void)
{
    type_register_static(&sbsa_9_0_info);
}
type_init(sbsa_9_0_register)
