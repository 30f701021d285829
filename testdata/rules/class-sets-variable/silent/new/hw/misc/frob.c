/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"

extern bool frob_enabled;
bool frob_enabled = true;
