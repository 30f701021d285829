/*
 * A folder for what the parser reads from files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "project/scratch.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/statvfs.h>

#define MEMORY "/dev/shm"

/* Headers and precompiled headers of all groups of a tree take some 700 MB. */
#define ROOM ((guint64)2 << 30)

static bool has_room(const char *folder)
{
    struct statvfs status;

    return statvfs(folder, &status) == 0 &&
           (guint64)status.f_bavail * status.f_frsize >= ROOM;
}

char *scratch_make(GError **error)
{
    if (!g_getenv("TMPDIR") && has_room(MEMORY)) {
        char *folder = g_strdup(MEMORY "/migcompat-XXXXXX");

        if (g_mkdtemp(folder)) {
            return folder;
        }
        g_free(folder);
    }
    return g_dir_make_tmp("migcompat-XXXXXX", error);
}

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void scratch_remove(const char *folder)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
