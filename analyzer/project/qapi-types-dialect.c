/*
 * Which release brought which change of the generated C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-dialect.h"

typedef struct Since {
    guint major;
    guint minor;
} Since;

static const Since since[] = {
#define X(name, major, minor) {major, minor},
    QAPI_CHANGES(X)
#undef X
};

/* QEMU's majors had minors up to these; later ones have three. */
static guint last_minor(guint major)
{
    switch (major) {
    case 2:
        return 12;
    case 3:
        return 1;
    default:
        return 2;
    }
}

static Since release_of(const QapiVersion *version)
{
    Since release = {version->major, version->minor};

    if (version->micro < 50) {
        return release;
    }
    if (release.minor < last_minor(release.major)) {
        release.minor++;
    } else {
        release.major++;
        release.minor = 0;
    }
    return release;
}

bool qapi_version_has(const QapiVersion *version, QapiChange change)
{
    Since release = release_of(version);

    return release.major > since[change].major ||
           (release.major == since[change].major &&
            release.minor >= since[change].minor);
}
