/*
 * What a guest sees of devices that no property carries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

void diff_constants(Comparison *comparison)
{
    (void)comparison;
}
