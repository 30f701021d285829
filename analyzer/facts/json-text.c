/*
 * Strings, numbers and places in JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/json-text.h"

/* The letter behind the backslash; 0 if the character has no short form. */
static char short_escape(guchar character)
{
    switch (character) {
    case '"':
    case '\\':
        return (char)character;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

void json_text_string(GString *out, const char *text)
{
    const char *start = text;

    if (!text) {
        g_string_append(out, "null");
        return;
    }
    g_string_append_c(out, '"');
    for (; *text; text++) {
        guchar character = (guchar)*text;
        char letter = short_escape(character);

        if (character >= 0x20 && !letter) {
            continue;
        }
        g_string_append_len(out, start, text - start);
        start = text + 1;
        if (letter) {
            g_string_append_c(out, '\\');
            g_string_append_c(out, letter);
        } else {
            g_string_append_printf(out, "\\u%04x", character);
        }
    }
    g_string_append_len(out, start, text - start);
    g_string_append_c(out, '"');
}

void json_text_number(GString *out, gint64 number)
{
    g_string_append_printf(out, "%" G_GINT64_FORMAT, number);
}

void json_text_value(GString *out, const Value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
        g_string_append(out, "null");
        return;
    case VALUE_BOOLEAN:
        g_string_append(out, value->boolean ? "true" : "false");
        return;
    case VALUE_NUMBER:
        json_text_number(out, value->number);
        return;
    case VALUE_UNSIGNED:
        g_string_append_printf(out, "%" G_GUINT64_FORMAT,
                               value->unsigned_number);
        return;
    case VALUE_STRING:
        json_text_string(out, value->string);
        return;
    case VALUE_UNKNOWN:
        break;
    }
    g_assert_not_reached();
}

void json_text_strings(GString *out, const char *const *texts)
{
    g_string_append_c(out, '[');
    for (guint i = 0; texts && texts[i]; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        json_text_string(out, texts[i]);
    }
    g_string_append_c(out, ']');
}

void json_text_location(GString *out, const Location *location)
{
    g_string_append(out, "{\"file\": ");
    json_text_string(out, location->file);
    g_string_append(out, ", \"line\": ");
    json_text_number(out, location->line);
    g_string_append_c(out, '}');
}
