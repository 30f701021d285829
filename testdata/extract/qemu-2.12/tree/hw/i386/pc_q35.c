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

static void pc_q35_2_12_machine_options(MachineClass *m)
{
    pc_q35_machine_options(m);
    m->alias = "q35";
}

DEFINE_Q35_MACHINE(v2_12, "pc-q35-2.12", pc_q35_2_12_machine_options);

static void pc_q35_2_11_machine_options(MachineClass *m)
{
    pc_q35_2_12_machine_options(m);
    m->alias = NULL;
    SET_MACHINE_COMPAT(m, PC_COMPAT_2_11);
}

DEFINE_Q35_MACHINE(v2_11, "pc-q35-2.11", pc_q35_2_11_machine_options);

static void pc_q35_2_10_machine_options(MachineClass *m)
{
    PCMachineClass *pcmc = PC_MACHINE_CLASS(m);

    pc_q35_2_11_machine_options(m);
    pcmc->broken_reserved_end = true;
    SET_MACHINE_COMPAT(m, PC_COMPAT_2_10);
}

DEFINE_Q35_MACHINE(v2_10, "pc-q35-2.10", pc_q35_2_10_machine_options);
