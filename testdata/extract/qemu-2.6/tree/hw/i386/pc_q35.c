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

static void pc_q35_2_6_machine_options(MachineClass *m)
{
    pc_q35_machine_options(m);
    m->alias = "q35";
}

DEFINE_Q35_MACHINE(v2_6, "pc-q35-2.6", pc_q35_2_6_machine_options);

static void pc_q35_2_5_machine_options(MachineClass *m)
{
    pc_q35_2_6_machine_options(m);
    m->alias = NULL;
    SET_MACHINE_COMPAT(m, PC_COMPAT_2_5);
}

DEFINE_Q35_MACHINE(v2_5, "pc-q35-2.5", pc_q35_2_5_machine_options);

static void pc_q35_2_4_machine_options(MachineClass *m)
{
    PCMachineClass *pcmc = PC_MACHINE_CLASS(m);

    pc_q35_2_5_machine_options(m);
    pcmc->broken_reserved_end = true;
    SET_MACHINE_COMPAT(m, PC_COMPAT_2_4);
}

DEFINE_Q35_MACHINE(v2_4, "pc-q35-2.4", pc_q35_2_4_machine_options);
