/*
 * html.h: pieces of a page.
 *
 * The page is HTML5 that is well-formed XML, too. Texts of trees are
 * untrusted: they reach the page only through html_text, as %s of html_print,
 * or in an attribute through either; both escape them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdarg.h>
#include <stdbool.h>

/* Escapes; what is no UTF-8, and control characters, become U+FFFD. NULL is
 * nothing. */
void html_text(GString *out, const char *text);

/* As it is: literals of the program. */
void html_raw(GString *out, const char *literal);

/* Markup with texts in it: %s is escaped, %u is a guint, %c a letter, %% a
 * percent sign; there is nothing else. */
void html_print(GString *out, const char *format, ...);

/* The rules of how all looks, for light and dark. */
extern const char *const html_style;
