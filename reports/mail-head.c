/*
 * The headers of an answer to a mail (RFC 5322), as `git send-email` and mail
 * programs read them from a file.
 *
 * What is taken from the mail is untrusted: no line break, and so no header of
 * its own, gets through.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/mail-head.h"

#include <stdbool.h>
#include <string.h>

#define WIDTH 76
/* Of a word that is encoded: 75 columns hold this many, in base64, between
 * "=?UTF-8?B?" and "?=". */
#define BYTES_IN_A_WORD 45

static bool is_printable(const char *text)
{
    for (; *text; text++) {
        if (!g_ascii_isprint(*text)) {
            return false;
        }
    }
    return true;
}

static bool is_message_id(const char *text)
{
    gsize length = text ? strlen(text) : 0;

    return length > 4 && length < 900 && text[0] == '<' &&
           text[length - 1] == '>' && is_printable(text) &&
           strcspn(text + 1, " <>") == length - 2;
}

/* At most so many bytes, and no part of a character. */
static gsize word_length(const char *text)
{
    const char *at = text;

    while (*at && g_utf8_next_char(at) - text <= BYTES_IN_A_WORD) {
        at = g_utf8_next_char(at);
    }
    return (gsize)(at - text);
}

/* As encoded words (RFC 2047), with a space between them. */
static char *encoded(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);

    for (const char *at = valid; *at;) {
        gsize length = word_length(at);
        g_autofree char *word = g_base64_encode((const guchar *)at, length);

        g_string_append_printf(out, "%s=?UTF-8?B?%s?=", at == valid ? "" : " ",
                               word);
        at += length;
    }
    return g_string_free(out, FALSE);
}

/* Folded at spaces; a line below the first begins with one. */
static void append_header(GString *out, const char *name, const char *value)
{
    g_auto(GStrv) words = g_strsplit(value, " ", -1);
    gsize column = strlen(name) + 1;

    g_string_append_printf(out, "%s:", name);
    for (guint i = 0; words[i]; i++) {
        gsize width = strlen(words[i]);

        if (width > 0 && i > 0 && column + 1 + width > WIDTH) {
            g_string_append_c(out, '\n');
            column = 0;
        }
        if (width > 0) {
            g_string_append_printf(out, " %s", words[i]);
            column += 1 + width;
        }
    }
    g_string_append_c(out, '\n');
}

static void append_subject(GString *out, const char *subject)
{
    bool is_answer = g_ascii_strncasecmp(subject, "Re:", 3) == 0;
    g_autofree char *text =
        is_printable(subject) ? g_strdup(subject) : encoded(subject);
    g_autofree char *line =
        g_strdup_printf("%s%s", is_answer ? "" : "Re: ", text);

    append_header(out, "Subject", line);
}

/* "<x@y>" of a header whose name cannot be repeated as it is; NULL. */
static char *address_of(const char *from)
{
    const char *begin = strrchr(from, '<');
    const char *end = begin ? strchr(begin, '>') : NULL;
    g_autofree char *address =
        end ? g_strndup(begin, (gsize)(end - begin) + 1) : NULL;

    return address && is_message_id(address) ? g_steal_pointer(&address) : NULL;
}

static void append_recipient(GString *out, const char *from)
{
    g_autofree char *to =
        is_printable(from) ? g_strdup(from) : address_of(from);

    if (to && *to) {
        append_header(out, "To", to);
    }
}

void mail_head(GString *out, const ReportReply *reply)
{
    if (!is_message_id(reply->message_id)) {
        return;
    }
    append_subject(out, reply->subject ? reply->subject : "");
    if (reply->from) {
        append_recipient(out, reply->from);
    }
    append_header(out, "In-Reply-To", reply->message_id);
    append_header(out, "References", reply->message_id);
    g_string_append(out, "MIME-Version: 1.0\n"
                         "Content-Type: text/plain; charset=UTF-8\n"
                         "Content-Transfer-Encoding: 8bit\n\n");
}
