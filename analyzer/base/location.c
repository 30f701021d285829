/*
 * The order of places in a tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/location.h"

#include <glib.h>

int location_compare(const Location *a, const Location *b)
{
    int order = g_strcmp0(a->file, b->file);

    return order ? order : (a->line > b->line) - (a->line < b->line);
}
