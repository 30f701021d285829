/*
 * The base of all machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

/* Abstract types keep none: what they share is added by each version. */
static void machine_class_base_init(ObjectClass *oc, void *data)
{
    if (object_class_is_abstract(oc)) {
        return;
    }
    MACHINE_CLASS(oc)->compat_props = g_ptr_array_new();
}

static const TypeInfo machine_info = {
    .name = TYPE_MACHINE,
    .parent = TYPE_OBJECT,
    .abstract = true,
    .class_size = sizeof(MachineClass),
    .instance_size = sizeof(MachineState),
    .class_base_init = machine_class_base_init,
};

static void machine_register_types(void)
{
    type_register_static(&machine_info);
}

type_init(machine_register_types)
