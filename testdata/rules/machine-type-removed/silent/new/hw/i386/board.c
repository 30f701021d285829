/*
 * The board has a version now; its old name is an alias.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

static void board_9_0_options(MachineClass *m)
{
    m->desc = "board";
    m->alias = "board";
}
DEFINE_PC_MACHINE(board_9_0, "board-9.0", pc_init, board_9_0_options);
