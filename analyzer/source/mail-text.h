/*
 * mail-text.h: the encodings of mails, undone; private to this folder.
 *
 * Nothing fails: what is not encoded as it should be stays as it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* Each gives a new text. */
GString *mail_decode_quoted_printable(const char *text, gsize length);
GString *mail_decode_base64(const char *text, gsize length);
/* "=?UTF-8?q?Andr=C3=A9?=" in a header; the result is valid UTF-8. */
char *mail_decode_header(const char *text);
/* Without the carriage returns at the ends of lines. */
void mail_strip_returns(GString *text);
