/*
 * How text is coloured, broken into lines and cut.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "reports/layout.h"

#define LINE_WIDTH 79

/* SGR parameters (ECMA-48); NULL: none. */
static const char *const codes[] = {
    [STYLE_PLAIN] = NULL,   [STYLE_HEADING] = "1",
    [STYLE_BREAK] = "1;31", [STYLE_GUEST_VISIBLE] = "1;35",
    [STYLE_RISK] = "1;33",  [STYLE_INFO] = "1;36",
    [STYLE_PLACE] = "1",    [STYLE_MARK] = "1;32",
    [STYLE_ADDED] = "32",   [STYLE_REMOVED] = "31",
};

LayoutStyle layout_severity_style(Severity severity)
{
    static const LayoutStyle styles[] = {
        [SEVERITY_BREAK] = STYLE_BREAK,
        [SEVERITY_GUEST_VISIBLE] = STYLE_GUEST_VISIBLE,
        [SEVERITY_RISK] = STYLE_RISK,
        [SEVERITY_INFO] = STYLE_INFO,
    };

    return styles[severity];
}

void layout_styled(const ReportContext *context, LayoutStyle style,
                   const char *text)
{
    bool is_styled = context->color && codes[style];

    if (is_styled) {
        g_string_append_printf(context->out, "\033[%sm", codes[style]);
    }
    layout_print(context->out, "%s", text);
    if (is_styled) {
        g_string_append(context->out, "\033[0m");
    }
}

static guint column_of_end(const GString *out)
{
    const char *line = strrchr(out->str, '\n');

    return (guint)(out->str + out->len - (line ? line + 1 : out->str));
}

/* Characters that must stay on one line, from this word on: a range does. */
static guint unbroken_length(char **words, guint i)
{
    guint length = (guint)g_utf8_strlen(words[i], -1);

    if (words[i + 1] && g_str_equal(words[i + 1], "..") && words[i + 2]) {
        length += 4 + (guint)g_utf8_strlen(words[i + 2], -1);
    }
    return length;
}

static bool may_break_before(char **words, guint i)
{
    return i > 0 && !g_str_equal(words[i], "..") &&
           !g_str_equal(words[i - 1], "..");
}

void layout_wrapped(GString *out, const char *text, guint indent)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint column = column_of_end(out);

    for (guint i = 0; words[i]; i++) {
        guint length = (guint)g_utf8_strlen(words[i], -1);

        if (may_break_before(words, i) &&
            column + 1 + unbroken_length(words, i) > LINE_WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (i > 0) {
            g_string_append_c(out, ' ');
            column++;
        }
        layout_print(out, "%s", words[i]);
        column += length;
    }
    g_string_append_c(out, '\n');
}

char *layout_shortened(const char *text, guint width)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *start = NULL;

    if ((guint)g_utf8_strlen(valid, -1) <= width) {
        return g_steal_pointer(&valid);
    }
    start = g_utf8_substring(valid, 0, width - 3);
    return g_strconcat(start, "...", NULL);
}
