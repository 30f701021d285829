/*
 * qemu-slice-token.h: the words of an item while it is read; private to
 * qemu-slice-*.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/c-lexer.h"
#include "project/qemu-slice-scan.h"

typedef struct Scan {
    SliceItems *items;
    guint file;
    const char *text;
    CLexer lexer;
    CToken token;
    CToken last;
    SliceItem item; /* the one at hand */
    bool is_open;   /* it has a token */
    bool has_body;
    bool is_settled; /* its name and kind are known */
    bool is_record;
    bool is_elsewhere; /* extern, or no more than the name of a type */
    guint n_words;     /* outside of all parentheses and braces */
    guint braces;
    guint parentheses;
    guint last_word; /* outside of all parentheses and braces */
    guint first_word;
    guint type_depth;   /* of braces, in what registers a type; 0: none */
    guint key;          /* `.key =` was the last thing there */
    bool is_value;      /* the last token was a type's name or parent */
    guint n_conditions; /* open #if: of the token before */
    guint condition;    /* hash of the innermost of them: its text goes */
    guint n_measure;    /* words since a `sizeof`, with it; 0: none */
} Scan;

void scan_begin_item(Scan *scan);
/* The item's words become sorted, each once. */
void scan_settle_uses(SliceItems *items, SliceItem *item);
/* The number of the word. */
guint32 scan_add_use(SliceItems *items, const char *text, gsize length);
void scan_hash_token(SliceItem *item, const CToken *token);
bool scan_is_mark(const CToken *token, char mark);

/* The token at hand is a word, or a string. */
void scan_read_word(Scan *scan);
void scan_read_string(Scan *scan);
/* `.name = MACHINE_TYPE_NAME("x")`, with the token at hand the '(': no name
 * that is known. */
void scan_forget_call(Scan *scan);

/* Adds the macros of the text. */
void scan_read_macros(Scan *scan);
