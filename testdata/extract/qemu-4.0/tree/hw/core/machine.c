/*
 * The base of all machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"

GlobalProperty hw_compat_3_1[] = {
    { "frob", "events", "off" },
};
const size_t hw_compat_3_1_len = G_N_ELEMENTS(hw_compat_3_1);

GlobalProperty hw_compat_3_0[] = {
    { "frob", "queues", "1" },
    { "device", "x-late", "on", .optional = true },
};
const size_t hw_compat_3_0_len = G_N_ELEMENTS(hw_compat_3_0);

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
