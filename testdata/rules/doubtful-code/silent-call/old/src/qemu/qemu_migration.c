/*
 * Sending a guest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "qemu_monitor.h"

static int
qemuMigrationStartFrobServer(const char *address)
{
    return qemuMonitorFrobServerStart(address);
}

void
qemuMigrationReset(void)
{
    qemuMonitorSetFrob(QEMU_MONITOR_FROB_CAPS_FAST, false);
}

char *
qemuMigrationPrepare(const char *address)
{
    char *incoming;

    if (!address)
        address = "0.0.0.0";
    incoming = g_strdup(address);
    if (qemuMigrationStartFrobServer(address) < 0)
        return (void *)0;
    return incoming;
}
