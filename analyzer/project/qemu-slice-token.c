/*
 * The words of an item while it is read: uses, sizes, names of types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-token.h"

#include <string.h>

static int compare_words(const void *a, const void *b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

/* Sorted, each once. */
void scan_settle_uses(SliceItems *items, SliceItem *item)
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

void scan_begin_item(Scan *scan)
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

guint32 scan_add_use(SliceItems *items, const char *text, gsize length)
{
    guint32 word = slice_words_add(items->words, text, length);

    g_array_append_val(items->uses, word);
    return word;
}

void scan_hash_token(SliceItem *item, const CToken *token)
{
    for (gsize i = 0; i < token->length; i++) {
        item->hash = (item->hash ^ (guint8)token->start[i]) * 16777619U;
    }
    item->hash = (item->hash ^ 1) * 16777619U;
}

bool scan_is_mark(const CToken *token, char mark)
{
    return token->kind == C_MARK && *token->start == mark;
}

static void note_type(Scan *scan, SliceType type)
{
    type.item = scan->items->items->len;
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
        note_type(scan, (SliceType){.parent = word});
        return;
    }
    if (g_str_equal(text, ".bus_type")) {
        note_type(scan, (SliceType){.bus = word});
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (scan->type_depth && g_str_equal(text, names[i])) {
            note_type(scan, (SliceType){.name = word});
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
    if (scan_is_mark(&scan->last, '(') || scan->last.kind == C_WORD) {
        text = g_strdup_printf("sizeof %.*s", (int)token->length, token->start);
        scan_add_use(scan->items, text, strlen(text));
    }
}

static bool follows_arrow(const Scan *scan)
{
    return scan_is_mark(&scan->last, '>') && scan->last.start > scan->text &&
           scan->last.start[-1] == '-';
}

/* A member by its name is no use of a function of that name: it counts as
 * ".member". */
static guint add_word(Scan *scan)
{
    const CToken *token = &scan->token;
    g_autofree char *text = NULL;

    if (!scan_is_mark(&scan->last, '.') && !follows_arrow(scan)) {
        scan->key = 0;
        return scan_add_use(scan->items, token->start, token->length);
    }
    text = g_strdup_printf(".%.*s", (int)token->length, token->start);
    scan->key = scan_add_use(scan->items, text, token->length + 1);
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

void scan_read_word(Scan *scan)
{
    const CToken *token = &scan->token;
    guint key = scan_is_mark(&scan->last, '=') ? scan->key : 0;
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

void scan_read_string(Scan *scan)
{
    const CToken *token = &scan->token;
    guint word;

    if (*token->start != '"' || token->length < 3) {
        return;
    }
    word = scan_add_use(scan->items, token->start, token->length - 1);
    if (scan->key && scan_is_mark(&scan->last, '=')) {
        read_type_value(scan, scan->key, word);
    }
    scan->key = 0;
}

void scan_forget_call(Scan *scan)
{
    if (scan->is_value && scan_is_mark(&scan->token, '(')) {
        g_array_set_size(scan->items->types, scan->items->types->len - 1);
    }
    scan->is_value = false;
}
