/*
 * The encodings of mails, undone: RFC 2045 and 2047.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/mail-text.h"

#include <stdbool.h>
#include <string.h>

void mail_strip_returns(GString *text)
{
    gsize kept = 0;

    for (gsize i = 0; i < text->len; i++) {
        bool ends_line = text->str[i] == '\r' &&
                         (i + 1 == text->len || text->str[i + 1] == '\n');

        if (!ends_line) {
            text->str[kept++] = text->str[i];
        }
    }
    g_string_truncate(text, kept);
}

/* The byte that two hex digits stand for; -1 if they are none. */
static int hex_byte(const char *digits, gsize length)
{
    int high = length > 1 ? g_ascii_xdigit_value(digits[0]) : -1;
    int low = length > 1 ? g_ascii_xdigit_value(digits[1]) : -1;

    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

GString *mail_decode_quoted_printable(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++) {
        int byte = text[i] == '=' ? hex_byte(text + i + 1, length - i - 1) : -1;

        if (byte >= 0) {
            g_string_append_c(out, (char)byte);
            i += 2;
        } else if (text[i] == '=' && i + 1 < length && text[i + 1] == '\n') {
            i++; /* a line that was broken for the mail only */
        } else {
            g_string_append_c(out, text[i]);
        }
    }
    return out;
}

GString *mail_decode_base64(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length / 4 * 3 + 3);
    int state = 0;
    guint save = 0;
    gsize n =
        g_base64_decode_step(text, length, (guchar *)out->str, &state, &save);

    g_string_set_size(out, n);
    return out;
}

/* One "=?charset?q?text?=" at `word`; NULL if it is not one. Sets the end. */
static char *decode_word(const char *word, const char **ret_end)
{
    const char *charset_end = strchr(word + 2, '?');
    const char *text = charset_end && charset_end[1] && charset_end[2] == '?'
                           ? charset_end + 3
                           : NULL;
    const char *end = text ? strstr(text, "?=") : NULL;
    g_autofree char *charset = NULL;
    g_autofree char *utf8 = NULL;
    GString *raw;

    if (!end || memchr(word, ' ', (gsize)(end - word))) {
        return NULL;
    }
    charset = g_strndup(word + 2, (gsize)(charset_end - word) - 2);
    if (g_ascii_tolower(charset_end[1]) == 'b') {
        raw = mail_decode_base64(text, (gsize)(end - text));
    } else {
        g_autofree char *spaced = g_strndup(text, (gsize)(end - text));

        g_strdelimit(spaced, "_", ' ');
        raw = mail_decode_quoted_printable(spaced, strlen(spaced));
    }
    utf8 = g_convert(raw->str, (gssize)raw->len, "UTF-8", charset, NULL, NULL,
                     NULL);
    *ret_end = end + 2;
    if (utf8) {
        g_string_free(raw, TRUE);
        return g_steal_pointer(&utf8);
    }
    return g_string_free(raw, FALSE);
}

char *mail_decode_header(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    bool after_word = false;

    while (*text) {
        const char *end = text;
        gsize space = strspn(text, " \t");
        g_autofree char *word = g_str_has_prefix(text + space, "=?")
                                    ? decode_word(text + space, &end)
                                    : NULL;

        if (word) {
            /* Space between two encoded words is there for the mail only. */
            g_string_append_len(out, text, after_word ? 0 : (gssize)space);
            g_string_append(out, word);
            text = end;
        } else {
            gsize plain = MAX(space, 1);

            g_string_append_len(out, text, (gssize)plain);
            text += plain;
        }
        after_word = word;
    }
    return g_utf8_make_valid(out->str, (gssize)strlen(out->str));
}
