/*
 * Migration capabilities.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#define VIR_ENUM_IMPL(name, lastVal, ...) \
    static const char *const name ## TypeList[] = { __VA_ARGS__ }; \
    const char *name ## TypeToString(int type) { return name ## TypeList[type]; }

typedef enum { QEMU_MIGRATION_CAP_EVENTS, QEMU_MIGRATION_CAP_RETURN_PATH,
               QEMU_MIGRATION_CAP_LAST } qemuMigrationCapability;
enum { QEMU_MIGRATION_SOURCE = 1, QEMU_MIGRATION_DESTINATION = 2 };

VIR_ENUM_IMPL(qemuMigrationCapability, QEMU_MIGRATION_CAP_LAST, "events", "return-path");

static const struct { qemuMigrationCapability cap; int party; }
qemuMigrationParamsAlwaysOn[] = {
    {QEMU_MIGRATION_CAP_EVENTS, QEMU_MIGRATION_SOURCE},
};
