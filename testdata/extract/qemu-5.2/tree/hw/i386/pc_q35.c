/*
 * The machine types of the q35 family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void pc_q35_init(MachineState *machine)
{
}

#define DEFINE_Q35_MACHINE(suffix, name, optionfn) \
    DEFINE_PC_MACHINE(suffix, name, pc_q35_init, optionfn)

static void pc_q35_machine_options(MachineClass *m)
{
    m->desc = "Standard PC (Q35 + ICH9, 2009)";
    m->max_cpus = 288;
}

static void pc_q35_5_2_machine_options(MachineClass *m)
{
    pc_q35_machine_options(m);
    m->alias = "q35";
}

DEFINE_Q35_MACHINE(v5_2, "pc-q35-5.2", pc_q35_5_2_machine_options);

static void pc_q35_5_1_machine_options(MachineClass *m)
{
    pc_q35_5_2_machine_options(m);
    m->alias = NULL;
    compat_props_add(m->compat_props, hw_compat_5_1, hw_compat_5_1_len);
    compat_props_add(m->compat_props, pc_compat_5_1, pc_compat_5_1_len);
}

DEFINE_Q35_MACHINE(v5_1, "pc-q35-5.1", pc_q35_5_1_machine_options);

static void pc_q35_5_0_machine_options(MachineClass *m)
{
    pc_q35_5_1_machine_options(m);
    m->numa_mem_supported = true;
    compat_props_add(m->compat_props, hw_compat_5_0, hw_compat_5_0_len);
    compat_props_add(m->compat_props, pc_compat_5_0, pc_compat_5_0_len);
}

DEFINE_Q35_MACHINE(v5_0, "pc-q35-5.0", pc_q35_5_0_machine_options);
