/*
 * patch-text.h: the hunks of a patch applied to the text of a file; private to
 * this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/patch.h"

/* `path` is for messages. NULL if a hunk finds no place. */
GBytes *patch_text(const PatchedFile *file, const char *path, GBytes *before,
                   GError **error);
