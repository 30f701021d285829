/*
 * One machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "hw/pci/pci.h"
#include "qemu/module.h"

static void q35_9_2_class_init(ObjectClass *oc, const void *data)
{
    MACHINE_CLASS(oc)->max_cpus = 255;
}

static const TypeInfo q35_9_2_info = {
    .name = "pc-q35-9.2-machine",
    .parent = TYPE_MACHINE,
    .class_init = q35_9_2_class_init,
};

static void q35_register_types(void)
{
    type_register_static(&q35_9_2_info);
}

type_init(q35_register_types)
