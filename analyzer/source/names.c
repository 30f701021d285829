/*
 * Which files can matter, told by their names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/backend.h"

static const char *const endings[] = {
    "ac",   "am",  "args", "build",   "c",   "def", "h",    "hx",  "in",  "inc",
    "json", "mak", "py",   "replies", "rst", "sh",  "texi", "txt", "xml", NULL,
};

static const char *const beginnings[] = {
    ".migcompat", "Kconfig",   "MAINTAINERS", "Makefile",
    "VERSION",    "configure", "meson",       NULL,
};

bool source_may_matter(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    for (guint i = 0; beginnings[i]; i++) {
        if (g_str_has_prefix(name, beginnings[i])) {
            return true;
        }
    }
    return dot && g_strv_contains(endings, dot + 1);
}

static const char *const archive_suffixes[] = {
    ".tar", ".tar.bz2", ".tar.gz", ".tar.xz", ".tar.zst", ".tgz", ".txz", NULL,
};

const char *source_archive_suffix(const char *path)
{
    for (guint i = 0; archive_suffixes[i]; i++) {
        if (g_str_has_suffix(path, archive_suffixes[i])) {
            return archive_suffixes[i];
        }
    }
    return NULL;
}
