/*
 * Pieces of a page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* What XML 1.0 has no way to write. */
static bool is_forbidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F ||
           (c >= 0x80 && c < 0xA0) || c == 0xFFFE || c == 0xFFFF ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void append_character(GString *out, gunichar c)
{
    switch (c) {
    case '&':
        g_string_append(out, "&amp;");
        break;
    case '<':
        g_string_append(out, "&lt;");
        break;
    case '>':
        g_string_append(out, "&gt;");
        break;
    case '"':
        g_string_append(out, "&quot;");
        break;
    case '\'':
        g_string_append(out, "&#39;");
        break;
    default:
        if (is_forbidden(c)) {
            g_string_append(out, REPLACEMENT);
        } else {
            g_string_append_unichar(out, c);
        }
        break;
    }
}

void html_text(GString *out, const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    for (const char *at = valid; at && *at; at = g_utf8_next_char(at)) {
        append_character(out, g_utf8_get_char(at));
    }
}

void html_raw(GString *out, const char *literal)
{
    g_string_append(out, literal);
}

static void append_argument(GString *out, char kind, va_list *arguments)
{
    switch (kind) {
    case 's':
        html_text(out, va_arg(*arguments, const char *));
        break;
    case 'u':
        g_string_append_printf(out, "%u", va_arg(*arguments, guint));
        break;
    case 'c':
        append_character(out, (guchar)va_arg(*arguments, int));
        break;
    case '%':
        g_string_append_c(out, '%');
        break;
    default:
        g_assert_not_reached();
    }
}

void html_print(GString *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    for (const char *at = format; *at; at++) {
        if (*at == '%') {
            append_argument(out, *++at, &arguments);
        } else {
            g_string_append_c(out, *at);
        }
    }
    va_end(arguments);
}
