/*
 * Starting a guest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "qemu_monitor.h"

int
qemuProcessInitFrob(void)
{
    return qemuMonitorSetFrob(QEMU_MONITOR_FROB_CAPS_EVENTS, true);
}
