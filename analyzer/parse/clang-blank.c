/*
 * Finds function bodies by layout: an opening brace alone in column 0, below
 * a line that ends a parameter list, and a closing one alone in column 0. A
 * body is emptied only if it can do no harm: its braces are balanced, and it
 * has no preprocessor line but for balanced conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#include "parse/clang-blank.h"

#include <string.h>

enum {
    LONG_BODY_LINES = 60
};

typedef struct Scan {
    const char *at;
    const char *end;
    int braces;
    int conditions;
    bool is_harmless;
} Scan;

static const char *end_of_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (gsize)(end - at));

    return newline ? newline : end;
}

/* Over a string or character constant, up to its closing quote. */
static void skip_quoted(Scan *scan)
{
    char quote = *scan->at++;

    while (scan->at < scan->end && *scan->at != quote) {
        if (*scan->at == '\n') {
            scan->is_harmless = false;
            return;
        }
        scan->at += *scan->at == '\\' && scan->at + 1 < scan->end ? 2 : 1;
    }
    scan->at++;
}

/* Over a comment if there is one. */
static bool skip_comment(Scan *scan)
{
    gsize left = (gsize)(scan->end - scan->at);
    const char *close;

    if (left < 2 || scan->at[0] != '/') {
        return false;
    }
    if (scan->at[1] == '/') {
        scan->at = end_of_line(scan->at, scan->end);
        return true;
    }
    if (scan->at[1] != '*') {
        return false;
    }
    close = g_strstr_len(scan->at + 2, (gssize)left - 2, "*/");
    scan->is_harmless = scan->is_harmless && close;
    scan->at = close ? close + 2 : scan->end;
    return true;
}

/* A line that starts with '#'. */
static void skip_directive(Scan *scan)
{
    const char *word = scan->at + 1;
    const char *stop = end_of_line(word, scan->end);

    while (word < stop && g_ascii_isspace(*word)) {
        word++;
    }
    if (g_str_has_prefix(word, "if")) {
        scan->conditions++;
    } else if (g_str_has_prefix(word, "endif")) {
        scan->conditions--;
    } else if (!g_str_has_prefix(word, "el")) {
        scan->is_harmless = false;
    }
    if (scan->conditions < 0 || (stop > word && stop[-1] == '\\')) {
        scan->is_harmless = false;
    }
    scan->at = stop;
}

/* Is what is between the braces safe to leave out? */
static bool is_harmless(const char *start, const char *end)
{
    Scan scan = {start, end, 0, 0, true};
    bool line_start = true;

    while (scan.at < scan.end && scan.is_harmless) {
        char c = *scan.at;

        if (c == '#' && line_start) {
            skip_directive(&scan);
        } else if (c == '"' || c == '\'') {
            skip_quoted(&scan);
            line_start = false;
        } else if (!skip_comment(&scan)) {
            scan.braces += (c == '{') - (c == '}');
            scan.is_harmless = scan.is_harmless && scan.braces >= 0;
            line_start = c == '\n' || (line_start && g_ascii_isspace(c));
            scan.at++;
        }
    }
    return scan.is_harmless && scan.braces == 0 && scan.conditions == 0;
}

static bool has_word(const char *start, const char *end,
                     const char *const *words)
{
    for (; *words; words++) {
        if (memmem(start, (gsize)(end - start), *words, strlen(*words))) {
            return true;
        }
    }
    return false;
}

/* Does a parameter list end before the brace? */
static bool follows_parameters(const char *text, const char *brace)
{
    while (brace > text && g_ascii_isspace(brace[-1])) {
        brace--;
    }
    return brace > text && brace[-1] == ')';
}

static guint count_lines(const char *start, const char *end)
{
    guint n = 0;

    while ((start = memchr(start, '\n', (gsize)(end - start)))) {
        n++;
        start++;
    }
    return n;
}

static void blank(char *start, char *end)
{
    for (; start < end; start++) {
        if (*start != '\n') {
            *start = ' ';
        }
    }
}

char *blank_long_bodies(const char *text, gsize length,
                        const char *const *keep_words, GArray *ret_lines)
{
    g_autofree char *copy = g_strndup(text, length);
    char *counted = copy;
    guint32 line = 1;
    char *open = copy;

    if (strlen(copy) != length) {
        return NULL; /* there are NUL bytes in it */
    }
    while ((open = strstr(open, "\n{\n"))) {
        char *body = open + 2;
        char *close = strstr(body, "\n}");

        if (!close) {
            break;
        }
        open++;
        if ((close[2] == '\n' || close[2] == '\0') &&
            count_lines(body, close) > LONG_BODY_LINES &&
            follows_parameters(copy, open) && is_harmless(body, close) &&
            !has_word(body, close, keep_words)) {
            line += count_lines(counted, open);
            counted = open;
            g_array_append_val(ret_lines, line);
            blank(body, close);
        }
        open = close;
    }
    return ret_lines->len > 0 ? g_steal_pointer(&copy) : NULL;
}
