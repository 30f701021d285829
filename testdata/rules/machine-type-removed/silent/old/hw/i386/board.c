/*
 * A board without a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void board_options(MachineClass *m)
{
    m->desc = "board";
}
DEFINE_PC_MACHINE(board, "board", pc_init, board_options);
