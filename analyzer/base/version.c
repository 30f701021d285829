/*
 * The order of release numbers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/version.h"

#include <glib.h>

/* Reads one part and steps behind it and its dot; 0 at the end. */
static guint64 next_part(const char **at)
{
    char *end;
    guint64 part;

    if (!g_ascii_isdigit(**at)) {
        return 0;
    }
    part = g_ascii_strtoull(*at, &end, 10);
    *at = *end == '.' ? end + 1 : end;
    return part;
}

int version_compare(const char *a, const char *b)
{
    while (g_ascii_isdigit(*a) || g_ascii_isdigit(*b)) {
        guint64 x = next_part(&a);
        guint64 y = next_part(&b);

        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}
