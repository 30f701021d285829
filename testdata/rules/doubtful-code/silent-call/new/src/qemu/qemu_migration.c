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

static char *
qemuMigrationPrepareIncoming(const char *address)
{
    return g_strdup(address);
}

void
qemuMigrationReset(void)
{
    int cap;

    for (cap = 0; cap < QEMU_MONITOR_FROB_CAPS_LAST; cap++)
        if (cap != QEMU_MONITOR_FROB_CAPS_EVENTS)
            qemuMonitorSetFrob(cap, false);
}

char *
qemuMigrationPrepare(const char *address)
{
    char *incoming;

    if (!address)
        address = "0.0.0.0";
    incoming = qemuMigrationPrepareIncoming(address);
    if (qemuMigrationStartFrobServer(address) < 0)
        return (void *)0;
    return incoming;
}
