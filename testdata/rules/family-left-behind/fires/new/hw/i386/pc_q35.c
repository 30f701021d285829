/*
 * The machine types of the q35 family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void pc_q35_8_2_machine_options(MachineClass *m)
{
}
DEFINE_PC_MACHINE(v8_2, "pc-q35-8.2", pc_init, pc_q35_8_2_machine_options);
