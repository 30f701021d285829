/*
 * The items of C files by their text.
 *
 * QEMU's style is relied on where #if makes braces ambiguous: what begins in
 * the first column begins an item, and a brace there opens or closes one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-scan.h"

#include "project/c-lexer.h"

#include <string.h>

/* Of macros that stand for each other. */
#define MAX_DEPTH 8

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
    guint type_depth; /* of braces, in what registers a type; 0: none */
    guint key;        /* `.key =` was the last thing there */
    bool is_value;    /* the last token was a type's name or parent */
    guint n_measure;  /* words since a `sizeof`, with it; 0: none */
} Scan;

SliceItems *slice_items_new(SliceWords *words)
{
    SliceItems *items = g_new0(SliceItems, 1);

    items->words = words;
    items->items = g_array_new(FALSE, TRUE, sizeof(SliceItem));
    items->uses = g_array_new(FALSE, FALSE, sizeof(guint32));
    items->types = g_array_new(FALSE, FALSE, sizeof(SliceType));
    items->aliases = g_array_new(FALSE, FALSE, sizeof(SliceAlias));
    return items;
}

void slice_items_free(SliceItems *items)
{
    if (!items) {
        return;
    }
    g_array_unref(items->items);
    g_array_unref(items->uses);
    g_array_unref(items->types);
    g_array_unref(items->aliases);
    g_free(items);
}

static int compare_words(const void *a, const void *b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

/* Sorted, each once. */
static void settle_uses(SliceItems *items, SliceItem *item)
{
    guint32 *uses = &g_array_index(items->uses, guint32, item->first_use);
    guint n = items->uses->len - item->first_use;
    guint kept = 0;

    if (n > 1) {
        qsort(uses, n, sizeof(*uses), compare_words);
    }
    for (guint i = 0; i < n; i++) {
        if (kept == 0 || uses[i] != uses[kept - 1]) {
            uses[kept++] = uses[i];
        }
    }
    item->n_uses = kept;
    g_array_set_size(items->uses, item->first_use + kept);
}

static void begin_item(Scan *scan)
{
    scan->item = (SliceItem){
        .kind = SLICE_VARIABLE,
        .file = scan->file,
        .first_use = scan->items->uses->len,
        .hash = 2166136261U,
    };
    scan->is_open = false;
    scan->has_body = false;
    scan->is_settled = false;
    scan->is_record = false;
    scan->is_elsewhere = false;
    scan->n_words = 0;
    scan->parentheses = 0;
    scan->last_word = 0;
    scan->first_word = 0;
    scan->type_depth = 0;
    scan->key = 0;
    scan->n_measure = 0;
}

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
        settle_uses(items, &scan->item);
        g_array_append_val(items->items, scan->item);
    } else {
        g_array_set_size(items->uses, scan->item.first_use);
    }
    begin_item(scan);
}

static guint32 add_use(SliceItems *items, const char *text, gsize length)
{
    guint32 word = slice_words_add(items->words, text, length);

    g_array_append_val(items->uses, word);
    return word;
}

static void hash_token(SliceItem *item, const CToken *token)
{
    for (gsize i = 0; i < token->length; i++) {
        item->hash = (item->hash ^ (guint8)token->start[i]) * 16777619U;
    }
    item->hash = (item->hash ^ 1) * 16777619U;
}

static bool is_mark(const CToken *token, char mark)
{
    return token->kind == C_MARK && *token->start == mark;
}

static bool begins_line(const Scan *scan)
{
    return scan->token.start == scan->text || scan->token.start[-1] == '\n';
}

static void note_type(Scan *scan, guint name, guint parent)
{
    SliceType type = {scan->items->items->len, name, parent};

    g_array_append_val(scan->items->types, type);
    scan->is_value = true;
}

/* `.name = "x"` and `.parent = TYPE_X` of a TypeInfo and its kin. */
static void read_type_value(Scan *scan, guint key, guint word)
{
    static const char *const names[] = {".name", ".base_name", ".generic_name",
                                        ".transitional_name",
                                        ".non_transitional_name"};
    const char *text = slice_words_text(scan->items->words, key);

    if (g_str_equal(text, ".parent")) {
        note_type(scan, 0, word);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (scan->type_depth && g_str_equal(text, names[i])) {
            note_type(scan, word, 0);
            return;
        }
    }
}

/* The size of an object says nothing of what a guest sees of it. */
static bool is_object_size(const Scan *scan, guint key)
{
    const char *text = key ? slice_words_text(scan->items->words, key) : "";

    return g_str_equal(text, ".instance_size") ||
           g_str_equal(text, ".class_size");
}

/* `sizeof(struct X)` uses the word "sizeof X". */
static void note_measure(Scan *scan, guint key)
{
    const CToken *token = &scan->token;
    g_autofree char *text = NULL;

    if (c_token_is(token, "sizeof")) {
        scan->n_measure = is_object_size(scan, key) ? 0 : 1;
        return;
    }
    if (scan->n_measure == 0) {
        return;
    }
    if (c_token_is(token, "struct") || c_token_is(token, "union")) {
        return;
    }
    scan->n_measure = 0;
    if (is_mark(&scan->last, '(') || scan->last.kind == C_WORD) {
        text = g_strdup_printf("sizeof %.*s", (int)token->length, token->start);
        add_use(scan->items, text, strlen(text));
    }
}

static bool follows_arrow(const Scan *scan)
{
    return is_mark(&scan->last, '>') && scan->last.start > scan->text &&
           scan->last.start[-1] == '-';
}

/* A member by its name is no use of a function of that name: it counts as
 * ".member". */
static guint add_word(Scan *scan)
{
    const CToken *token = &scan->token;
    g_autofree char *text = NULL;

    if (!is_mark(&scan->last, '.') && !follows_arrow(scan)) {
        scan->key = 0;
        return add_use(scan->items, token->start, token->length);
    }
    text = g_strdup_printf(".%.*s", (int)token->length, token->start);
    scan->key = add_use(scan->items, text, token->length + 1);
    return scan->key;
}

/* What a register of types is told: TypeInfo, VirtioPCIDeviceTypeInfo. */
static void note_type_info(Scan *scan)
{
    static const char ending[] = "TypeInfo";
    const gsize length = strlen(ending);
    const CToken *token = &scan->token;

    if (token->length >= length &&
        memcmp(token->start + token->length - length, ending, length) == 0) {
        scan->type_depth = scan->braces + 1;
    }
}

static void read_word(Scan *scan)
{
    const CToken *token = &scan->token;
    guint key = is_mark(&scan->last, '=') ? scan->key : 0;
    guint word = add_word(scan);

    note_measure(scan, key);
    if (key) {
        read_type_value(scan, key, word);
    }
    note_type_info(scan);
    if (scan->braces > 0 || scan->parentheses > 0) {
        return;
    }
    if (c_token_is(token, "static")) {
        scan->item.is_static = true;
    }
    scan->is_record = scan->is_record || c_token_is(token, "struct") ||
                      c_token_is(token, "union") || c_token_is(token, "enum") ||
                      c_token_is(token, "typedef");
    scan->is_elsewhere = scan->is_elsewhere || c_token_is(token, "extern") ||
                         c_token_is(token, "typedef");
    scan->n_words++;
    scan->first_word = scan->first_word ? scan->first_word : word;
    scan->last_word = word;
}

static void read_string(Scan *scan)
{
    const CToken *token = &scan->token;
    guint word;

    if (*token->start != '"' || token->length < 3) {
        return;
    }
    word = add_use(scan->items, token->start, token->length - 1);
    if (scan->key && is_mark(&scan->last, '=')) {
        read_type_value(scan, scan->key, word);
    }
    scan->key = 0;
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
        add_use(scan->items, text, last->length + 1);
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
           scan->token.kind == C_WORD && is_mark(&scan->last, ')') &&
           begins_line(scan) && scan->item.kind == SLICE_FUNCTION &&
           scan->first_word == scan->item.name;
}

/* `.name = MACHINE_TYPE_NAME("x")`: no name that is known. */
static void forget_call(Scan *scan)
{
    if (scan->is_value && is_mark(&scan->token, '(')) {
        g_array_set_size(scan->items->types, scan->items->types->len - 1);
    }
    scan->is_value = false;
}

static void read_token(Scan *scan)
{
    if (ends_call(scan)) {
        scan->item.kind = SLICE_CALL;
        end_item(scan);
    }
    if (!scan->is_open) {
        scan->is_open = true;
        scan->item.start = (gsize)(scan->token.start - scan->text);
    }
    hash_token(&scan->item, &scan->token);
    forget_call(scan);
    if (scan->token.kind == C_WORD) {
        read_word(scan);
    } else if (scan->token.kind == C_STRING) {
        read_string(scan);
    } else if (scan->token.kind == C_MARK) {
        read_mark(scan);
    }
    scan->last = scan->token;
}

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
        hash_token(&scan->item, &scan->token);
        forget_call(scan);
        if (scan->token.kind == C_WORD) {
            read_word(scan);
        } else if (scan->token.kind == C_STRING) {
            read_string(scan);
        }
        scan->last = scan->token;
        n++;
    }
    c_lexer_clear(&scan->lexer);
    scan->braces = 0;
    note_alias(scan, n, &item);
}

static void read_macros(Scan *scan)
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
        begin_item(scan);
        scan->item.kind = SLICE_MACRO;
        scan->item.name = slice_words_add(scan->items->words, at, length);
        scan->item.start = (gsize)(start - scan->text);
        scan->item.end = (gsize)(end - scan->text);
        body = g_strndup(at + length, (gsize)(end - at) - length);
        read_macro_words(scan, body);
        settle_uses(scan->items, &scan->item);
        g_array_append_val(scan->items->items, scan->item);
        at = end;
    }
}

void slice_scan_macros(SliceItems *items, guint file, const char *text)
{
    Scan scan = {.items = items, .file = file, .text = text};

    read_macros(&scan);
}

void slice_scan(SliceItems *items, guint file, const char *text)
{
    Scan scan = {.items = items, .file = file, .text = text};

    read_macros(&scan);
    begin_item(&scan);
    c_lexer_init(&scan.lexer, text);
    while ((scan.token = c_lexer_next(&scan.lexer)).kind != C_END) {
        read_token(&scan);
    }
    end_item(&scan);
    c_lexer_clear(&scan.lexer);
}

/* The first definition counts: they differ in no tree that was looked at. */
guint32 *slice_canonical(const SliceItems *items)
{
    guint n = slice_words_end(items->words);
    guint32 *canonical = g_new(guint32, n);
    g_autofree guint32 *target = g_new0(guint32, n);

    for (guint i = items->aliases->len; i-- > 0;) {
        const SliceAlias *alias = &g_array_index(items->aliases, SliceAlias, i);

        target[alias->macro] = alias->text;
    }
    for (guint i = 0; i < n; i++) {
        guint at = i;

        for (guint depth = 0; target[at] && depth < MAX_DEPTH; depth++) {
            at = target[at];
        }
        canonical[i] = at;
    }
    return canonical;
}
