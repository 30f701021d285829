/*
 * difference.h: what differs in one file of two trees, to be shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

/* Unified diff with "--- a/" and "+++ b/" and three lines of context; NULL if
 * there is no difference, or none that is text, or the file cannot be read.
 * The caller's. */
char *source_difference(const Source *before, const Source *after,
                        const char *path);
