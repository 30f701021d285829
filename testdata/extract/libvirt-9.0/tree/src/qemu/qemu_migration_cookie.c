#include <config.h>

#include "virenum.h"

VIR_ENUM_IMPL(qemuMigrationCookieFlag, 2, "graphics", "lockstate");

enum { COOKIE_GRAPHICS = 1 << 0, COOKIE_LOCKSTATE = 1 << 1 };
typedef struct { unsigned int flags, flagsMandatory; char *lockState; } qemuMigrationCookie;

int
qemuMigrationCookieAddLockstate(qemuMigrationCookie *mig, int paused)
{
    if (paused)
        mig->flagsMandatory |= COOKIE_LOCKSTATE;
    mig->flagsMandatory &= ~COOKIE_GRAPHICS;
    return 0;
}
