#include <config.h>

#include "virenum.h"

typedef enum { FIRST_CAP, XBZRLE_CAP, RETURN_PATH_CAP, LAST_CAP } qemuMigrationCapability;
typedef enum { QEMU_MIGRATION_FLAG_REQUIRED, QEMU_MIGRATION_FLAG_FORBIDDEN } qemuMigrationFlagMatch;
typedef enum { QEMU_MIGRATION_PARAM_TYPE_INT, QEMU_MIGRATION_PARAM_TYPE_ULL } qemuMigrationParamType;
enum { QEMU_MIGRATION_SOURCE = 1, QEMU_MIGRATION_DESTINATION = 2 };
enum { VIR_MIGRATE_COMPRESSED = 2048, VIR_MIGRATE_TUNNELLED = 4 };

VIR_ENUM_IMPL(qemuMigrationCapability, LAST_CAP,
              "events", "xbzrle", "return-path",
);
VIR_ENUM_IMPL(qemuMigrationParam, 1,
              "xbzrle-cache-size",
);

static const struct { qemuMigrationCapability cap; int party; }
qemuMigrationParamsAlwaysOn[] = {
    {FIRST_CAP, QEMU_MIGRATION_SOURCE},
};

static const struct {
    qemuMigrationFlagMatch match;
    int flag;
    qemuMigrationCapability cap;
    int party;
} qemuMigrationParamsFlagMap[] = {
    {QEMU_MIGRATION_FLAG_REQUIRED, VIR_MIGRATE_COMPRESSED, XBZRLE_CAP,
     QEMU_MIGRATION_SOURCE | QEMU_MIGRATION_DESTINATION},
    {QEMU_MIGRATION_FLAG_FORBIDDEN, VIR_MIGRATE_TUNNELLED, RETURN_PATH_CAP,
     QEMU_MIGRATION_DESTINATION},
};

static const struct { const char *typedParam; int param; int party; }
qemuMigrationParamsTPMap[] = {
    {.typedParam = "compression.xbzrle.cache", .param = 0,
     .party = QEMU_MIGRATION_SOURCE},
};

static const struct { qemuMigrationParamType type; } qemuMigrationParamInfo[] = {
    [0] = { .type = QEMU_MIGRATION_PARAM_TYPE_ULL },
};
