/*
 * What the machine adds to a tree: its parser and its headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/project.h"

#include "parse/clang.h"

#include <glib/gstdio.h>

/* A header that comes, goes or is replaced by another file changes the time of
 * its folder. */
char *project_environment(void)
{
    static const char *const folders[] = {
        GLIB_HEADERS,
        GLIB_HEADERS "/glib",
        GLIB_CONFIG_HEADERS,
        "/usr/include",
        "/usr/include/bits",
        "/usr/include/sys",
        "/usr/include/" HOST_TRIPLET,
        "/usr/include/" HOST_TRIPLET "/bits",
        "/usr/include/" HOST_TRIPLET "/sys",
        "/usr/local/include",
    };
    g_autofree char *version = parse_clang_version();
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "libclang %s\n", version);
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        GStatBuf status;

        if (g_stat(folders[i], &status) == 0) {
            g_string_append_printf(text, "%s %lld.%09ld\n", folders[i],
                                   (long long)status.st_mtim.tv_sec,
                                   status.st_mtim.tv_nsec);
        }
    }
    return g_string_free(text, FALSE);
}
