/*
 * check-history.h: releases among the commits that a check's base comes after.
 *
 * QEMU counts: VERSION is 9.0.50 and more in the cycle of 9.1. A libvirt tree
 * bears the name of the release to come: the newest commit with another
 * version is the release before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check.h"

/* Of a version in development, or its release candidates (QEMU). */
#define CHECK_DEVELOPMENT 50

typedef struct ReleaseSearch {
    const char *below;   /* versions from this one on are passed over; NULL */
    const char *version; /* QEMU: this one only; NULL */
    char *found;         /* the release's version; the caller's */
} ReleaseSearch;

/* The commit of the newest release that is wanted; NULL if there is none. The
 * caller's. */
char *check_find_release(const Check *check, const char *commit,
                         ReleaseSearch *search);
/* The third number of a version; 0 if it has none. */
guint check_micro(const char *version);
