/*
 * clang-blank.h: leaving long function bodies out before parsing; private to
 * parse/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The text with such bodies emptied, lines kept; NULL if none was.
 * `ret_lines` (guint32) gets the lines of their opening braces, rising.
 */
char *blank_long_bodies(const char *text, gsize length,
                        const char *const *keep_words, GArray *ret_lines);
