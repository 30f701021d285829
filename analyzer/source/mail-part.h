/*
 * mail-part.h: a mail's header and body; private to this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

/* As it stands there, on one line; NULL if there is none. */
typedef struct MailHeader {
    char *subject;
    char *from;
    char *message_id;
} MailHeader;

void mail_header_clear(MailHeader *header);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MailHeader, mail_header_clear)

/* The text of a mail: of its parts, those that are text. *ret_header is the
 * caller's to clear. */
GString *mail_body(const char *mail, gsize length, MailHeader *ret_header);
