/*
 * The stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"

void savevm_skip_footers(void);

static struct {
    bool skip_footers;
} save_state;

void savevm_skip_footers(void)
{
    save_state.skip_footers = true;
}
