/*
 * Names of files in the headers of a patch.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/patch-parser.h"

/* "\303\244" in quotes; *ret_end is behind the quotes. NULL if they are not
 * closed. */
static char *unquote(const char *text, const char **ret_end)
{
    g_autofree char *escaped = NULL;
    const char *end = text + 1;

    while (*end && *end != '"') {
        end += end[0] == '\\' && end[1] ? 2 : 1;
    }
    if (*end != '"') {
        return NULL;
    }
    escaped = g_strndup(text + 1, (gsize)(end - text) - 1);
    *ret_end = end + 1;
    return g_strcompress(escaped);
}

char *patch_path(const char *text)
{
    g_autofree char *path = NULL;
    const char *end;

    if (*text == '"') {
        path = unquote(text, &end);
    }
    if (!path) {
        path = g_strndup(text, strcspn(text, "\t"));
    }
    return g_str_equal(path, "/dev/null") ? NULL : g_steal_pointer(&path);
}

static const char *without_first(const char *path)
{
    const char *slash = strchr(path, '/');

    return slash ? slash + 1 : path;
}

/* Both names in quotes. */
static char *quoted_path(const char *text)
{
    const char *end = NULL;
    g_autofree char *one = unquote(text, &end);
    g_autofree char *other = NULL;

    if (!one || *end != ' ') {
        return NULL;
    }
    other = end[1] == '"' ? unquote(end + 1, &end) : g_strdup(end + 1);
    return other && g_str_equal(without_first(one), without_first(other))
               ? g_steal_pointer(&one)
               : NULL;
}

char *patch_common_path(const char *text)
{
    gsize length = strlen(text);
    g_autofree char *one = NULL;

    if (*text == '"') {
        return quoted_path(text);
    }
    if (length % 2 == 0 || text[length / 2] != ' ') {
        return NULL;
    }
    one = g_strndup(text, length / 2);
    return g_str_equal(without_first(one), without_first(text + length / 2 + 1))
               ? g_steal_pointer(&one)
               : NULL;
}
