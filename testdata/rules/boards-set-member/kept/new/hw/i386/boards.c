/*
 * Boards without a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void amber_machine_options(MachineClass *m)
{
    m->desc = "amber";
    m->smp_props.prefer_sockets = true;
}
DEFINE_PC_MACHINE(amber, "amber", pc_init, amber_machine_options);

static void birch_machine_options(MachineClass *m)
{
    m->desc = "birch";
    m->smp_props.prefer_sockets = true;
}
DEFINE_PC_MACHINE(birch, "birch", pc_init, birch_machine_options);

static void cedar_machine_options(MachineClass *m)
{
    m->desc = "cedar";
    m->smp_props.prefer_sockets = true;
}
DEFINE_PC_MACHINE(cedar, "cedar", pc_init, cedar_machine_options);

static void dune_machine_options(MachineClass *m)
{
    m->desc = "dune";
    m->smp_props.prefer_sockets = true;
}
DEFINE_PC_MACHINE(dune, "dune", pc_init, dune_machine_options);

static void elm_machine_options(MachineClass *m)
{
    m->desc = "elm";
    m->smp_props.prefer_sockets = true;
}
DEFINE_PC_MACHINE(elm, "elm", pc_init, elm_machine_options);

static void fern_machine_options(MachineClass *m)
{
    m->desc = "fern";
}
DEFINE_PC_MACHINE(fern, "fern", pc_init, fern_machine_options);
