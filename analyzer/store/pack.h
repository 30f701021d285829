/*
 * pack.h: values take less room; private to this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* Both return the caller's bytes. What would not become shorter stays as it
 * is. */
GBytes *pack(GBytes *plain);
/* NULL if it does not come to `length` bytes. */
GBytes *unpack(GBytes *packed, gsize length);
