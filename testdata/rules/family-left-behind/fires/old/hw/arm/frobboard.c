/*
 * The machine types of the frobboard family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

static void frobboard_9_0_class(ObjectClass *oc, void *data)
{
}

static const TypeInfo frobboard_9_0_info = {
    .name = "frobboard-9.0" TYPE_MACHINE_SUFFIX,
    .parent = TYPE_MACHINE,
    .class_init = frobboard_9_0_class,
};

static void frobboard_9_0_register(void)
{
    type_register_static(&frobboard_9_0_info);
}
type_init(frobboard_9_0_register)
