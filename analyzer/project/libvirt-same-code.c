/*
 * Two texts of C that differ in nothing but comments and space.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-slice.h"

#include <string.h>

typedef struct Reader {
    const char *at;
    char last;         /* that was given out */
    char quote;        /* of the string that is open; NUL: none */
    bool is_escaped;   /* a backslash was before, in a string */
    bool in_directive; /* a line that begins with '#': its end counts */
} Reader;

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static const char *after_comment(const char *at)
{
    const char *end;

    if (at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    end = strstr(at + 2, "*/");
    return end ? end + 2 : at + strlen(at);
}

/* Steps over comments and space; whether there was any, and in *ret_line
 * whether a line ended. */
static bool skip(Reader *reader, bool *ret_line)
{
    const char *from = reader->at;

    *ret_line = false;
    for (;;) {
        const char *at = reader->at;

        if (at[0] == '/' && (at[1] == '*' || at[1] == '/')) {
            reader->at = after_comment(at);
        } else if (at[0] == '\\' && at[1] == '\n') {
            reader->at = at + 2;
        } else if (g_ascii_isspace(*at)) {
            *ret_line = *ret_line || *at == '\n';
            reader->at = at + 1;
        } else {
            return at > from;
        }
    }
}

static char in_string(Reader *reader)
{
    char c = *reader->at;

    if (c == '\0' || (c == reader->quote && !reader->is_escaped)) {
        reader->quote = '\0';
    }
    reader->is_escaped = c == '\\' && !reader->is_escaped;
    reader->at += c != '\0';
    return c;
}

/* Must the space between both stay? "a b", "- -". */
static bool keeps_apart(char left, char right)
{
    return (is_word(left) && is_word(right)) ||
           (left == right && !strchr("(){}[];,", left));
}

/* The next character that counts; NUL at the end. */
static char next(Reader *reader)
{
    bool is_line = false;
    bool is_space;
    char c;

    if (reader->quote) {
        return reader->last = in_string(reader);
    }
    is_space = skip(reader, &is_line);
    if (is_line && reader->in_directive) {
        reader->in_directive = false;
        return reader->last = '\n';
    }
    c = *reader->at;
    if (is_space && reader->last && keeps_apart(reader->last, c)) {
        return reader->last = ' ';
    }
    reader->in_directive = reader->in_directive || c == '#';
    reader->quote = c == '"' || c == '\'' ? c : '\0';
    reader->is_escaped = false;
    reader->at += c != '\0';
    return reader->last = c;
}

bool libvirt_is_same_code(const char *before, const char *after)
{
    Reader a = {.at = before};
    Reader b = {.at = after};
    char c;

    do {
        c = next(&a);
        if (c != next(&b)) {
            return false;
        }
    } while (c);
    return true;
}
