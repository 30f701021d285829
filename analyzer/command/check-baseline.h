/*
 * check-baseline.h: a file of fingerprints of findings that are known.
 *
 * A line begins with a fingerprint; what follows says which finding it is, for
 * people. Empty lines and those that begin with '#' are passed over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Set of fingerprints; NULL if the file cannot be read or is none. */
GHashTable *baseline_read(const char *file, GError **error);
/* `findings`: const Finding *. The file is replaced whole or not at all. */
bool baseline_write(const char *file, const GPtrArray *findings,
                    GError **error);
