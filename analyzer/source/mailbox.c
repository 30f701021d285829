/*
 * Patches out of mails.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/mailbox.h"

#include <stdlib.h>
#include <string.h>

#include "source/mail-part.h"
#include "source/mail-text.h"

static void mail_free(gpointer data)
{
    Mail *mail = data;

    g_free(mail->subject);
    g_free(mail->header_subject);
    g_free(mail->from);
    g_free(mail->message_id);
    g_string_free(mail->text, TRUE);
    g_free(mail);
}

GPtrArray *mailbox_new(void)
{
    return g_ptr_array_new_with_free_func(mail_free);
}

/* Behind the line's end. */
static const char *next_line(const char *at, const char *end)
{
    const char *line_end = memchr(at, '\n', (gsize)(end - at));

    return line_end ? line_end + 1 : end;
}

/* "From 0123abc Mon Sep 17 00:00:00 2001": with a time and a year, as git
 * mailsplit asks for. A sentence that begins with "From " has none. */
static bool is_separator(const char *line, const char *end)
{
    g_autofree char *text = NULL;
    const char *colon;

    if (end - line < 20 || memcmp(line, "From ", 5) != 0) {
        return false;
    }
    text = g_strndup(line, (gsize)(end - line));
    colon = strrchr(text, ':');
    return colon && colon - text > 4 && g_ascii_isdigit(colon[-1]) &&
           g_ascii_isdigit(colon[-2]) && g_ascii_isdigit(colon[1]) &&
           g_ascii_isdigit(colon[2]) && strtol(colon + 3, NULL, 10) > 90;
}

/* "Subject:" and the like: a word and a colon. */
static bool is_header(const char *line, const char *end)
{
    const char *at = line;

    while (at < end && (g_ascii_isalnum(*at) || *at == '-')) {
        at++;
    }
    return at > line && at < end && *at == ':';
}

static bool begins_like_mail(const char *text, const char *end)
{
    static const char *const first[] = {
        "From:",     "Subject:",     "Date:",         "To:", "Message-Id:",
        "Received:", "Return-Path:", "MIME-Version:", "X-",  "Delivered-To:"};

    for (guint i = 0; i < G_N_ELEMENTS(first); i++) {
        gsize length = strlen(first[i]);

        if ((gsize)(end - text) > length &&
            g_ascii_strncasecmp(text, first[i], length) == 0) {
            return is_header(text, end);
        }
    }
    return false;
}

/* "2/3" within the brackets that a subject begins with. */
static void read_number(Mail *mail)
{
    const char *at = mail->subject;

    while (*at == '[') {
        const char *end = strchr(at, ']');

        for (; end && at < end; at++) {
            char *slash;
            guint64 number = g_ascii_isdigit(*at) && !g_ascii_isalnum(at[-1])
                                 ? g_ascii_strtoull(at, &slash, 10)
                                 : G_MAXUINT64;

            if (number < 100000 && *slash == '/' && g_ascii_isdigit(slash[1])) {
                guint64 all = g_ascii_strtoull(slash + 1, NULL, 10);

                mail->number = (guint)number;
                mail->n_patches = (guint)MIN(all, 100000);
                return;
            }
        }
        if (!end) {
            return;
        }
        at = end + 1 + strspn(end + 1, " ");
    }
}

/* The number of the line on which the body begins. */
static guint body_line(const char *text, const char *end, guint line)
{
    while (text < end && *text != '\n') {
        text = next_line(text, end);
        line++;
    }
    return line + 1;
}

static void add_mail(GPtrArray *mails, const char *text, const char *end,
                     guint line)
{
    Mail *mail = g_new0(Mail, 1);
    g_auto(MailHeader) header = {NULL};

    mail->line = body_line(text, end, line);
    mail->text = mail_body(text, (gsize)(end - text), &header);
    mail->subject = mail_decode_header(header.subject ? header.subject : "");
    mail->header_subject = g_steal_pointer(&header.subject);
    mail->from = g_steal_pointer(&header.from);
    mail->message_id = g_steal_pointer(&header.message_id);
    g_strdelimit(mail->subject, "\r\n\t", ' ');
    g_strstrip(mail->subject);
    mail->is_reply = g_ascii_strncasecmp(mail->subject, "Re:", 3) == 0;
    read_number(mail);
    g_ptr_array_add(mails, mail);
}

static void add_plain(GPtrArray *mails, GString *text)
{
    Mail *mail = g_new0(Mail, 1);

    mail->subject = g_strdup("");
    mail->line = 1;
    mail->text = g_string_new_len(text->str, (gssize)text->len);
    g_ptr_array_add(mails, mail);
}

/* The mails of a mailbox, each behind its line "From ...". */
static void read_mails(GPtrArray *mails, const char *at, const char *end)
{
    guint line = 1;

    while (at < end) {
        const char *begin = next_line(at, end);
        guint first = line + 1;

        at = begin;
        line = first;
        while (at < end && !is_separator(at, next_line(at, end))) {
            at = next_line(at, end);
            line++;
        }
        add_mail(mails, begin, at, first);
    }
}

/* Were the line ends made those of mails, on the way or by who saved it? Then
 * the headers have them too. Else they are what the patched files have. */
static bool has_mail_line_ends(const char *at, const char *end)
{
    const char *next = next_line(at, end);

    if (is_separator(at, next)) {
        at = next;
        next = next_line(at, end);
    }
    return next - at >= 2 && next[-1] == '\n' && next[-2] == '\r';
}

void mailbox_read(GPtrArray *mails, GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GString) all = g_string_new_len(data, (gssize)size);
    const char *at;
    const char *end;

    if (has_mail_line_ends(all->str, all->str + all->len)) {
        mail_strip_returns(all);
    }
    at = all->str;
    end = at + all->len;
    if (is_separator(at, next_line(at, end))) {
        read_mails(mails, at, end);
    } else if (begins_like_mail(at, end)) {
        add_mail(mails, at, end, 1);
    } else {
        add_plain(mails, all);
    }
}

/* The mails from `first` on that are one series: as many patches in all, and
 * no number twice. */
static guint length_of_series(const GPtrArray *mails, guint first)
{
    const Mail *start = g_ptr_array_index(mails, first);
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    guint n = 0;

    while (first + n < mails->len) {
        const Mail *mail = g_ptr_array_index(mails, first + n);

        if (mail->n_patches != start->n_patches ||
            (!mail->is_reply &&
             !g_hash_table_add(numbers, GUINT_TO_POINTER(mail->number + 1)))) {
            break;
        }
        n++;
    }
    return n;
}

static int compare_numbers(const void *a, const void *b, gpointer unused)
{
    const Mail *x = *(Mail *const *)a;
    const Mail *y = *(Mail *const *)b;

    (void)unused;
    return (x->number > y->number) - (x->number < y->number);
}

void mailbox_sort(GPtrArray *mails)
{
    guint at = 0;

    while (at < mails->len) {
        const Mail *mail = g_ptr_array_index(mails, at);
        guint n = mail->n_patches ? length_of_series(mails, at) : 1;

        /* g_qsort_with_data is stable */
        g_qsort_with_data(mails->pdata + at, (gint)n, sizeof(gpointer),
                          compare_numbers, NULL);
        at += n;
    }
}

char *mail_title(const Mail *mail)
{
    const char *at = mail->subject;

    while (*at == '[' && strchr(at, ']')) {
        at = strchr(at, ']') + 1;
        at += strspn(at, " ");
    }
    return g_strdup(at);
}
