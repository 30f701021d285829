/*
 * The machine types of the q35 family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void pc_q35_9_0_machine_options(MachineClass *m)
{
    m->alias = "q35";
}
DEFINE_PC_MACHINE(v9_0, "pc-q35-9.0", pc_init, pc_q35_9_0_machine_options);

static void pc_q35_8_2_machine_options(MachineClass *m)
{
    pc_q35_9_0_machine_options(m);
    m->alias = NULL;
    m->smp_props.prefer_sockets = true;
    compat_props_add(m->compat_props, hw_compat_8_2, hw_compat_8_2_len);
    compat_props_add(m->compat_props, pc_compat_8_2, pc_compat_8_2_len);
}
DEFINE_PC_MACHINE(v8_2, "pc-q35-8.2", pc_init, pc_q35_8_2_machine_options);

static void pc_q35_8_1_machine_options(MachineClass *m)
{
    pc_q35_8_2_machine_options(m);
    compat_props_add(m->compat_props, hw_compat_8_1, hw_compat_8_1_len);
    compat_props_add(m->compat_props, pc_compat_8_1, pc_compat_8_1_len);
}
DEFINE_PC_MACHINE(v8_1, "pc-q35-8.1", pc_init, pc_q35_8_1_machine_options);
