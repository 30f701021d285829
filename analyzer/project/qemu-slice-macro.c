/*
 * Macros as items of a file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-token.h"

#include <string.h>

/* Up to the end of the line that is not continued. */
static const char *end_of_directive(const char *at)
{
    while (*at && !(*at == '\n' && at[-1] != '\\')) {
        at++;
    }
    return at;
}

/* The macro is nothing but a string, or another name of a type. */
static void note_alias(Scan *scan, guint n_tokens, const SliceItem *item)
{
    const GArray *uses = scan->items->uses;
    SliceAlias alias = {item->name, 0};
    const char *text;

    if (n_tokens != 1 || uses->len != item->first_use + 1) {
        return;
    }
    alias.text = g_array_index(uses, guint32, item->first_use);
    text = slice_words_text(scan->items->words, alias.text);
    if (*text == '"' ||
        g_str_has_prefix(slice_words_text(scan->items->words, alias.macro),
                         "TYPE_")) {
        g_array_append_val(scan->items->aliases, alias);
    }
}

/* Reads the body like code inside of braces. */
static void read_macro_words(Scan *scan, const char *body)
{
    const SliceItem item = scan->item;
    guint n = 0;

    scan->braces = 1;
    scan->last = (CToken){.kind = C_END};
    c_lexer_init(&scan->lexer, body);
    while ((scan->token = c_lexer_next(&scan->lexer)).kind != C_END) {
        scan_hash_token(&scan->item, &scan->token);
        scan_forget_call(scan);
        if (scan->token.kind == C_WORD) {
            scan_read_word(scan);
        } else if (scan->token.kind == C_STRING) {
            scan_read_string(scan);
        }
        scan->last = scan->token;
        n++;
    }
    c_lexer_clear(&scan->lexer);
    /* They point into the body, which goes. */
    scan->token = (CToken){.kind = C_END};
    scan->last = scan->token;
    scan->braces = 0;
    note_alias(scan, n, &item);
}

void scan_read_macros(Scan *scan)
{
    const char *at = scan->text;

    while ((at = strchr(at, '#'))) {
        const char *start = at;
        const char *end;
        gsize length;
        g_autofree char *body = NULL;

        at++;
        at += strspn(at, " \t");
        if ((start > scan->text && start[-1] != '\n') ||
            !g_str_has_prefix(at, "define")) {
            continue;
        }
        at += strlen("define");
        at += strspn(at, " \t");
        end = end_of_directive(at);
        length = strspn(at, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");
        scan_begin_item(scan);
        scan->item.kind = SLICE_MACRO;
        scan->item.name = slice_words_add(scan->items->words, at, length);
        scan->item.start = (gsize)(start - scan->text);
        scan->item.end = (gsize)(end - scan->text);
        body = g_strndup(at + length, (gsize)(end - at) - length);
        read_macro_words(scan, body);
        scan_settle_uses(scan->items, &scan->item);
        g_array_append_val(scan->items->items, scan->item);
        at = end;
    }
}

void slice_scan_macros(SliceItems *items, guint file, const char *text)
{
    Scan scan = {.items = items, .file = file, .text = text};

    scan_read_macros(&scan);
}
