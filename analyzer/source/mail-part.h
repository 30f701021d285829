/*
 * mail-part.h: a mail's header and body; private to this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* The text of a mail: of its parts, those that are text. *ret_subject is as
 * it stands there, and the caller's; NULL if there is none. */
GString *mail_body(const char *mail, gsize length, char **ret_subject);
