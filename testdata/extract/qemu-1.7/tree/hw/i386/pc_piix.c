/*
 * The machine types of the i440fx family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static bool align_memory = true;

static void pc_init(QEMUMachineInitArgs *args)
{
}

static void pc_compat_1_6(QEMUMachineInitArgs *args)
{
    align_memory = false;
}

static void pc_init_1_6(QEMUMachineInitArgs *args)
{
    pc_compat_1_6(args);
    pc_init(args);
}

#define PC_I440FX_MACHINE_OPTIONS \
    PC_DEFAULT_MACHINE_OPTIONS, \
    .desc = "Standard PC (i440FX + PIIX, 1996)"

static QEMUMachine pc_i440fx_machine_v1_7 = {
    PC_I440FX_MACHINE_OPTIONS,
    .name = "pc-i440fx-1.7",
    .alias = "pc",
    .init = pc_init,
    .is_default = 1,
};

static QEMUMachine pc_i440fx_machine_v1_6 = {
    PC_I440FX_MACHINE_OPTIONS,
    .name = "pc-i440fx-1.6",
    .init = pc_init_1_6,
    .compat_props = (GlobalProperty[]) {
        PC_COMPAT_1_6,
        { /* end of list */ }
    },
};

static QEMUMachine pc_machine_v1_3 = {
    PC_I440FX_MACHINE_OPTIONS,
    .name = "pc-1.3",
    .init = pc_init_1_6,
    .max_cpus = 128,
    .compat_props = (GlobalProperty[]) {
        PC_COMPAT_1_3,
        { /* end of list */ }
    },
};

static QEMUMachine isapc_machine = {
    .name = "isapc",
    .init = pc_init,
};

static void pc_machine_init(void)
{
    qemu_register_machine(&pc_i440fx_machine_v1_7);
    qemu_register_machine(&pc_i440fx_machine_v1_6);
    qemu_register_machine(&pc_machine_v1_3);
    qemu_register_machine(&isapc_machine);
}

machine_init(pc_machine_init);
