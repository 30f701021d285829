/*
 * Makes a class of each machine type that registers itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/boards.h"

static void class_from_machine(ObjectClass *klass, void *data)
{
    const QEMUMachine *from = data;
    MachineClass *to = MACHINE_CLASS(klass);

    to->compat_props = from->compat_props;
    to->is_default = from->is_default;
    to->max_cpus = from->max_cpus;
    to->init = from->init;
    to->desc = from->desc;
    to->alias = from->alias;
    to->name = from->name;
}

int qemu_register_machine(QEMUMachine *machine)
{
    TypeInfo info = {
        .parent = TYPE_MACHINE,
        .class_init = class_from_machine,
        .class_data = machine,
    };

    info.name = g_strdup_printf("%s" TYPE_MACHINE_SUFFIX, machine->name);
    type_register(&info);
    return 0;
}
