/*
 * The migration cookie.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#define VIR_ENUM_IMPL(name, lastVal, ...) \
    static const char *const name ## TypeList[] = { __VA_ARGS__ }; \
    const char *name ## TypeToString(int type) { return name ## TypeList[type]; }

typedef enum { QEMU_MIGRATION_COOKIE_FLAG_GRAPHICS,
               QEMU_MIGRATION_COOKIE_FLAG_LOCKSTATE } qemuMigrationCookieFlags;
VIR_ENUM_IMPL(qemuMigrationCookieFlag, 2, "graphics", "lockstate");

enum { QEMU_MIGRATION_COOKIE_GRAPHICS = 1 << 0,
       QEMU_MIGRATION_COOKIE_LOCKSTATE = 1 << 1 };
typedef struct { unsigned int flags, flagsMandatory; } qemuMigrationCookie;

int
qemuMigrationCookieAddState(qemuMigrationCookie *mig, int paused)
{
    mig->flags |= QEMU_MIGRATION_COOKIE_GRAPHICS;
    if (paused)
        mig->flagsMandatory |= QEMU_MIGRATION_COOKIE_LOCKSTATE;
    return 0;
}
