/*
 * qemu-board.h: which source files a QEMU build with one board alone would
 * have, by what its Kconfig symbol selects, implies, or leaves to the user.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "source/source.h"

/*
 * Fills the tree's placements; its program must be sealed. Nothing for trees
 * without Kconfig files (before QEMU 4.0).
 *
 * A board is a file that registers machine types. Building it alone means
 * that the symbols of other boards are on only where something selects them;
 * everything else is as in the default build of each target that has it.
 */
void qemu_boards_read(const Source *source, IrTree *tree);
