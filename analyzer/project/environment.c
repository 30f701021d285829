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

static bool has_header(const char *const *folders, const char *header)
{
    for (; *folders; folders++) {
        g_autofree char *path = g_build_filename(*folders, header, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            return true;
        }
    }
    return false;
}

bool project_check_environment(GError **error)
{
    static const char *const of_parser[] = {LIBCLANG_RESOURCE_INCLUDE, NULL};
    static const char *const of_glib[] = {GLIB_HEADERS, NULL};
    static const char *const of_glib_here[] = {GLIB_CONFIG_HEADERS, NULL};
    static const char *const of_libc[] = {"/usr/include",
                                          "/usr/include/" HOST_TRIPLET,
                                          "/usr/local/include", NULL};
    static const struct {
        const char *header;
        const char *what;
        const char *const *folders;
    } needed[] = {
        {"stddef.h", "libclang's own headers", of_parser},
        {"glib.h", "the headers of GLib", of_glib},
        {"glibconfig.h", "the headers of GLib", of_glib_here},
        {"stdio.h", "the headers of the C library", of_libc},
    };

    for (guint i = 0; i < G_N_ELEMENTS(needed); i++) {
        if (!has_header(needed[i].folders, needed[i].header)) {
            g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                        "%s are not installed on this machine: there is no "
                        "'%s' in '%s'",
                        needed[i].what, needed[i].header, needed[i].folders[0]);
            return false;
        }
    }
    return true;
}
