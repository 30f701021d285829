/*
 * RAM blocks: renamed, resized, gone, new.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

void diff_ram_blocks(Comparison *comparison)
{
    (void)comparison;
}
