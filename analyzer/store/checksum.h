/*
 * checksum.h: was a value damaged on its way? Against accidents, not against
 * malice; private to this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* Of the bytes, and of `seed`: a value found under another's key is wrong. */
guint64 checksum_of(gconstpointer data, gsize size, guint64 seed);
