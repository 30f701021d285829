/*
 * The stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"

void savevm_skip_footers(void);

static bool skip_footers;

void savevm_skip_footers(void)
{
    skip_footers = true;
}
