/*
 * Sending a guest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

enum { VIR_MIGRATE_LIVE = 1 << 0, VIR_MIGRATE_NON_SHARED_INC = 1 << 1,
       VIR_MIGRATE_NON_SHARED_DISK = 1 << 2 };
enum { QEMU_MONITOR_MIGRATE_BACKGROUND = 1 << 0,
       QEMU_MONITOR_MIGRATE_NON_SHARED_DISK = 1 << 1 };

int qemuMigrationSrcCopy(int how);

int
qemuMigrationSrcRun(unsigned int flags)
{
    if (flags & VIR_MIGRATE_LIVE)
        return 0;
    if (flags & (VIR_MIGRATE_NON_SHARED_INC | VIR_MIGRATE_NON_SHARED_DISK))
        return qemuMigrationSrcCopy(QEMU_MONITOR_MIGRATE_NON_SHARED_DISK);
    return 0;
}
