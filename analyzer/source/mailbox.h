/*
 * mailbox.h: patches out of mails: what git format-patch writes, what b4
 * collects, a thread saved from a mail program, or a plain diff.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* One mail; of a file that is no mail, all of it. */
typedef struct Mail {
    char *subject;   /* in UTF-8, on one line, with its "[PATCH 2/3]"; "" */
    GString *text;   /* the body, its transfer encoding undone; may hold NUL */
    guint line;      /* of the file, on which the body begins */
    guint number;    /* 2 of "[PATCH 2/3]"; 0: a cover letter, or none given */
    guint n_patches; /* 3; 0: not given */
    bool is_reply;
    char *header_subject; /* as it stands there, encoded; NULL */
    char *from;           /* likewise */
    char *message_id;     /* "<x@y>"; NULL */
} Mail;

/* Adds the file's mails, as they stand in it. */
void mailbox_read(GPtrArray *mails, GBytes *bytes);
GPtrArray *mailbox_new(void);

/* Puts each series that stands together in the order of its numbers. */
void mailbox_sort(GPtrArray *mails);

/* "hw/foo: bar" of "[PATCH v2 2/3] hw/foo: bar"; the caller's. */
char *mail_title(const Mail *mail);
