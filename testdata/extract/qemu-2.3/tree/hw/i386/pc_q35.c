/*
 * The machine types of the q35 family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void pc_q35_init(MachineState *machine)
{
}

#define PC_Q35_MACHINE_OPTIONS \
    PC_DEFAULT_MACHINE_OPTIONS, \
    .family = "pc_q35", \
    .desc = "Standard PC (Q35 + ICH9, 2009)"

static QEMUMachine pc_q35_machine_v2_3 = {
    PC_Q35_MACHINE_OPTIONS,
    .name = "pc-q35-2.3",
    .init = pc_q35_init,
    .alias = "q35",
};

static QEMUMachine pc_q35_machine_v2_2 = {
    PC_Q35_MACHINE_OPTIONS,
    .name = "pc-q35-2.2",
    .init = pc_q35_init,
    .compat_props = (GlobalProperty[]) {
        PC_COMPAT_2_2,
        { /* end of list */ }
    },
};

static QEMUMachine pc_q35_machine_v2_1 = {
    PC_Q35_MACHINE_OPTIONS,
    .name = "pc-q35-2.1",
    .init = pc_q35_init,
    .max_cpus = 128,
    .compat_props = (GlobalProperty[]) {
        PC_COMPAT_2_1,
        { /* end of list */ }
    },
};

static void pc_q35_machine_init(void)
{
    qemu_register_machine(&pc_q35_machine_v2_3);
    qemu_register_machine(&pc_q35_machine_v2_2);
    qemu_register_machine(&pc_q35_machine_v2_1);
}

machine_init(pc_q35_machine_init);
