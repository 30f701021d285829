/*
 * scratch.h: a folder for what the parser reads from files: the synthesised
 * headers and the sources beside them, thousands of small files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* Makes an empty folder that only this user can enter, in memory where there
 * is room for it: making the files on a disk costs a check more than parsing
 * them does. TMPDIR, if set, has the last word. NULL on error. Newly
 * allocated. */
char *scratch_make(GError **error);

/* Removes the folder with all that is in it. */
void scratch_remove(const char *folder);
