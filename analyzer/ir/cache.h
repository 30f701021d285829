/*
 * cache.h: where ir is kept between runs; private to no folder: parse/ asks,
 * store/ answers, and neither knows the other.
 *
 * A key is text made of all that a value depends on: whoever makes it answers
 * for that. A cache may forget, and may be shared by processes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

typedef struct IrCache {
    /* NULL: not there. The caller's. */
    GBytes *(*load)(gpointer data, const char *key);
    /* Cannot fail: what cannot be kept is forgotten. */
    void (*save)(gpointer data, const char *key, GBytes *value);
    gpointer data;
} IrCache;
