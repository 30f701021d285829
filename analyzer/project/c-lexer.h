/*
 * c-lexer.h: the words of a C file as they stand in its text.
 *
 * Nothing is expanded or included. Comments are stepped over, and so are
 * directives, but for the conditions that are open, which are kept.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum CTokenKind {
    C_END,
    C_WORD, /* identifier or keyword */
    C_NUMBER,
    C_STRING, /* and character constants, quotes included */
    C_MARK,   /* one character of any other kind */
} CTokenKind;

typedef struct CToken {
    CTokenKind kind;
    const char *start;
    gsize length;
    guint line; /* from 1 */
} CToken;

typedef struct CLexer {
    const char *at;
    guint line;
    bool starts_line;      /* nothing but space before, on this line */
    GPtrArray *conditions; /* char *: one for each open #if */
} CLexer;

/* `text` ends with a NUL and stays. */
void c_lexer_init(CLexer *lexer, const char *text);
void c_lexer_clear(CLexer *lexer);
CToken c_lexer_next(CLexer *lexer);
/* The open conditions, joined; newly allocated, NULL if there is none. */
char *c_lexer_conditions(const CLexer *lexer);

bool c_token_is(const CToken *token, const char *text);
