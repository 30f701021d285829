/*
 * A lexer for C as text. Takes any bytes: what is never closed ends with the
 * file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/c-lexer.h"

#include <string.h>

/* Of the identifier or number that begins there. */
static gsize word_length(const char *at)
{
    gsize length = 0;

    while (g_ascii_isalnum(at[length]) || at[length] == '_') {
        length++;
    }
    return length;
}

void c_lexer_init(CLexer *lexer, const char *text)
{
    *lexer = (CLexer){.at = text, .line = 1, .starts_line = true};
    lexer->conditions = g_ptr_array_new_with_free_func(g_free);
}

void c_lexer_clear(CLexer *lexer)
{
    g_ptr_array_unref(lexer->conditions);
}

static bool is_continued(const char *at)
{
    return at[0] == '\\' && (at[1] == '\n' || (at[1] == '\r' && at[2] == '\n'));
}

static void step(CLexer *lexer)
{
    lexer->line += *lexer->at == '\n';
    lexer->at++;
}

static void skip_continuation(CLexer *lexer)
{
    while (*lexer->at != '\n') {
        step(lexer);
    }
    step(lexer);
}

static bool at_comment(const CLexer *lexer)
{
    return lexer->at[0] == '/' && (lexer->at[1] == '/' || lexer->at[1] == '*');
}

static void skip_comment(CLexer *lexer)
{
    if (lexer->at[1] == '/') {
        while (*lexer->at && *lexer->at != '\n') {
            if (is_continued(lexer->at)) {
                skip_continuation(lexer);
            } else {
                step(lexer);
            }
        }
        return;
    }
    lexer->at += 2;
    while (*lexer->at && !(lexer->at[0] == '*' && lexer->at[1] == '/')) {
        step(lexer);
    }
    if (*lexer->at) {
        lexer->at += 2;
    }
}

/* A quote that is not closed on its line ends there. */
static void skip_quoted(CLexer *lexer)
{
    char quote = *lexer->at;

    lexer->at++;
    while (*lexer->at && *lexer->at != quote && *lexer->at != '\n') {
        if (*lexer->at == '\\' && lexer->at[1]) {
            step(lexer);
        }
        step(lexer);
    }
    if (*lexer->at == quote) {
        lexer->at++;
    }
}

static void append_space(GString *text)
{
    if (text->len > 0 && text->str[text->len - 1] != ' ') {
        g_string_append_c(text, ' ');
    }
}

/* The rest of a directive's line as one line of text without comments. */
static char *take_directive(CLexer *lexer)
{
    GString *text = g_string_new(NULL);

    while (*lexer->at && *lexer->at != '\n') {
        const char *start = lexer->at;

        if (is_continued(lexer->at)) {
            skip_continuation(lexer);
            append_space(text);
        } else if (at_comment(lexer)) {
            skip_comment(lexer);
            append_space(text);
        } else if (*lexer->at == '"') {
            skip_quoted(lexer);
            g_string_append_len(text, start, lexer->at - start);
        } else if (g_ascii_isspace(*lexer->at)) {
            step(lexer);
            append_space(text);
        } else {
            g_string_append_c(text, *lexer->at);
            step(lexer);
        }
    }
    return g_strchomp(g_string_free(text, FALSE));
}

/* What follows the directive's name, or NULL if that is another one. */
static const char *after_name(const char *directive, const char *name)
{
    gsize length = strlen(name);

    if (!g_str_has_prefix(directive, name) ||
        word_length(directive) != length) {
        return NULL;
    }
    return directive + length + strspn(directive + length, " ");
}

static void open_condition(CLexer *lexer, char *condition)
{
    g_ptr_array_add(lexer->conditions, condition);
}

/* #else and #elif: what was before does not hold. */
static void turn_condition(CLexer *lexer, const char *further)
{
    GPtrArray *open = lexer->conditions;
    char **last;
    char *turned;

    if (open->len == 0) {
        return;
    }
    last = (char **)&g_ptr_array_index(open, open->len - 1);
    turned = further ? g_strdup_printf("!(%s) && (%s)", *last, further)
                     : g_strdup_printf("!(%s)", *last);
    g_free(*last);
    *last = turned;
}

static void read_directive(CLexer *lexer)
{
    g_autofree char *text = NULL;
    const char *name;
    const char *rest;

    lexer->at++;
    text = take_directive(lexer);
    name = text;
    if ((rest = after_name(name, "ifdef"))) {
        open_condition(lexer, g_strdup_printf("defined(%s)", rest));
    } else if ((rest = after_name(name, "ifndef"))) {
        open_condition(lexer, g_strdup_printf("!defined(%s)", rest));
    } else if ((rest = after_name(name, "if"))) {
        open_condition(lexer, g_strdup(rest));
    } else if ((rest = after_name(name, "elif"))) {
        turn_condition(lexer, rest);
    } else if (after_name(name, "else")) {
        turn_condition(lexer, NULL);
    } else if (after_name(name, "endif") && lexer->conditions->len > 0) {
        g_ptr_array_set_size(lexer->conditions,
                             (gint)lexer->conditions->len - 1);
    }
}

/* Up to the next token. */
static void skip_space(CLexer *lexer)
{
    while (*lexer->at) {
        if (is_continued(lexer->at)) {
            skip_continuation(lexer);
        } else if (*lexer->at == '\n') {
            step(lexer);
            lexer->starts_line = true;
        } else if (g_ascii_isspace(*lexer->at)) {
            step(lexer);
        } else if (at_comment(lexer)) {
            skip_comment(lexer);
        } else if (*lexer->at == '#' && lexer->starts_line) {
            read_directive(lexer);
        } else {
            return;
        }
    }
}

CToken c_lexer_next(CLexer *lexer)
{
    CToken token;

    skip_space(lexer);
    lexer->starts_line = false;
    token = (CToken){C_END, lexer->at, 0, lexer->line};
    if (*lexer->at == '"' || *lexer->at == '\'') {
        token.kind = C_STRING;
        skip_quoted(lexer);
    } else if (*lexer->at) {
        gsize length = word_length(lexer->at);

        token.kind = length == 0                   ? C_MARK
                     : g_ascii_isdigit(*lexer->at) ? C_NUMBER
                                                   : C_WORD;
        lexer->at += length ? length : 1;
    }
    token.length = (gsize)(lexer->at - token.start);
    return token;
}

char *c_lexer_conditions(const CLexer *lexer)
{
    GString *text = NULL;

    for (guint i = 0; i < lexer->conditions->len; i++) {
        const char *condition = g_ptr_array_index(lexer->conditions, i);

        if (!text) {
            text = g_string_new(condition);
        } else {
            g_string_append_printf(text, " && %s", condition);
        }
    }
    return text ? g_string_free(text, FALSE) : NULL;
}

bool c_token_is(const CToken *token, const char *text)
{
    return strlen(text) == token->length &&
           memcmp(token->start, text, token->length) == 0;
}
