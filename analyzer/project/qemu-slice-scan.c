/*
 * The items of C files by their text.
 *
 * QEMU's style is relied on where #if makes braces ambiguous: what begins in
 * the first column begins an item, and a brace there opens or closes one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-token.h"

#include <string.h>

/* A declaration that defines nothing is none, but for records. */
static bool is_worth_keeping(Scan *scan)
{
    if (scan->is_settled && !scan->has_body &&
        scan->item.kind == SLICE_FUNCTION) {
        scan->item.kind = SLICE_CALL;
    }
    return scan->is_open && (scan->is_settled || scan->has_body);
}

static void end_item(Scan *scan)
{
    SliceItems *items = scan->items;

    if (is_worth_keeping(scan)) {
        scan->item.end = (gsize)(scan->lexer.at - scan->text);
        scan_settle_uses(items, &scan->item);
        g_array_append_val(items->items, scan->item);
    } else {
        g_array_set_size(items->uses, scan->item.first_use);
    }
    scan_begin_item(scan);
}

static bool begins_line(const Scan *scan)
{
    return scan->token.start == scan->text || scan->token.start[-1] == '\n';
}

static void settle(Scan *scan, SliceKind kind)
{
    if (!scan->is_settled && scan->last_word) {
        scan->is_settled = true;
        scan->item.kind = kind;
        scan->item.name = scan->last_word;
    }
}

static void open_brace(Scan *scan)
{
    if (scan->braces == 0 && scan->is_record && !scan->is_settled) {
        scan->item.kind = SLICE_RECORD;
        scan->item.name = scan->last_word;
    }
    scan->has_body = true;
    scan->braces = begins_line(scan) ? 1 : scan->braces + 1;
}

/* A function ends with its body, a table or record with its semicolon. */
static void close_brace(Scan *scan)
{
    scan->braces =
        begins_line(scan) || scan->braces == 0 ? 0 : scan->braces - 1;
    if (scan->braces == 0 && scan->item.kind == SLICE_FUNCTION &&
        scan->is_settled) {
        end_item(scan);
    }
}

/* `typedef struct X {...} Y;` has two names. */
static void end_record(Scan *scan)
{
    SliceAlias alias = {scan->last_word, scan->item.name};

    if (!scan->item.name) {
        scan->item.name = scan->last_word;
    } else if (alias.macro != alias.text) {
        g_array_append_val(scan->items->aliases, alias);
    }
}

/* `bool msi_nonbroken;` */
static bool is_plain_variable(const Scan *scan)
{
    return !scan->is_settled && !scan->has_body && !scan->is_elsewhere &&
           scan->n_words >= (scan->is_record ? 3 : 2);
}

static void end_statement(Scan *scan)
{
    if (scan->braces > 0 || scan->parentheses > 0) {
        return;
    }
    if (is_plain_variable(scan)) {
        settle(scan, SLICE_VARIABLE);
    }
    if (scan->item.kind == SLICE_RECORD) {
        end_record(scan);
    }
    if (scan->item.kind == SLICE_FUNCTION && !scan->has_body) {
        /* `int f(void);` against `type_init(x);` */
        if (scan->first_word == scan->item.name) {
            scan->item.kind = SLICE_CALL;
        } else {
            scan->is_settled = false;
        }
    }
    end_item(scan);
}

/* `x = ...` in a function uses the word "=x". */
static void note_assignment(Scan *scan)
{
    const CToken *last = &scan->last;
    g_autofree char *text = NULL;

    if (scan->braces > 0 && last->kind == C_WORD && !scan->key &&
        *scan->lexer.at != '=') {
        text = g_strdup_printf("=%.*s", (int)last->length, last->start);
        scan_add_use(scan->items, text, last->length + 1);
    }
}

static void read_mark(Scan *scan)
{
    if (*scan->token.start != '(') {
        scan->n_measure = 0;
    }
    switch (*scan->token.start) {
    case '(':
        if (scan->braces == 0 && scan->parentheses == 0) {
            settle(scan, SLICE_FUNCTION);
        }
        scan->parentheses += scan->braces == 0;
        break;
    case ')':
        scan->parentheses -= scan->braces == 0 && scan->parentheses > 0;
        break;
    case '=':
        note_assignment(scan);
        /* fall through */
    case '[':
        if (scan->braces == 0 && scan->parentheses == 0) {
            settle(scan, SLICE_VARIABLE);
        }
        break;
    case '{':
        open_brace(scan);
        break;
    case '}':
        close_brace(scan);
        break;
    case ';':
        end_statement(scan);
        break;
    default:
        break;
    }
}

/* `type_init(x)` without a semicolon: the next line begins another item. */
static bool ends_call(const Scan *scan)
{
    return scan->is_open && scan->braces == 0 && scan->parentheses == 0 &&
           scan->token.kind == C_WORD && scan_is_mark(&scan->last, ')') &&
           begins_line(scan) && scan->item.kind == SLICE_FUNCTION &&
           scan->first_word == scan->item.name;
}

/* What an item stands under, and what in it does, is a part of it. */
static void hash_conditions(Scan *scan)
{
    const GPtrArray *open = scan->lexer.conditions;
    guint last =
        open->len ? g_str_hash(g_ptr_array_index(open, open->len - 1)) : 0;

    if (scan->is_open && scan->n_conditions == open->len &&
        scan->condition == last) {
        return;
    }
    scan->n_conditions = open->len;
    scan->condition = last;
    for (guint i = 0; i < open->len; i++) {
        const char *text = g_ptr_array_index(open, i);
        const CToken token = {C_STRING, text, strlen(text), 0};

        scan_hash_token(&scan->item, &token);
    }
}

static void read_token(Scan *scan)
{
    if (ends_call(scan)) {
        scan->item.kind = SLICE_CALL;
        end_item(scan);
    }
    hash_conditions(scan);
    if (!scan->is_open) {
        scan->is_open = true;
        scan->item.start = (gsize)(scan->token.start - scan->text);
    }
    scan_hash_token(&scan->item, &scan->token);
    scan_forget_call(scan);
    if (scan->token.kind == C_WORD) {
        scan_read_word(scan);
    } else if (scan->token.kind == C_STRING) {
        scan_read_string(scan);
    } else if (scan->token.kind == C_MARK) {
        read_mark(scan);
    }
    scan->last = scan->token;
}

void slice_scan(SliceItems *items, guint file, const char *text)
{
    Scan scan = {.items = items, .file = file, .text = text};

    scan_read_macros(&scan);
    scan_begin_item(&scan);
    c_lexer_init(&scan.lexer, text);
    while ((scan.token = c_lexer_next(&scan.lexer)).kind != C_END) {
        read_token(&scan);
    }
    end_item(&scan);
    c_lexer_clear(&scan.lexer);
}
