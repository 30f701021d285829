/*
 * findings-diff.h: edits of lines as a unified diff.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/findings-list.h"

/* `edits` are LineEdit *, by line, not overlapping. Appends the part of the
 * diff about this file, for `git apply` in the top folder of the tree. */
void unified_diff(GString *out, const char *path, const char *text,
                  const GPtrArray *edits);
