/*
 * Constants of one driver with the values that properties leave them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/constant-sheet.h"

#include "diff/meaning.h"

#include <string.h>

typedef enum Verdict {
    VERDICT_NO,
    VERDICT_MAYBE,
    VERDICT_YES,
} Verdict;

static void free_entry(gpointer data)
{
    ConstantEntry *entry = data;

    g_ptr_array_unref(entry->texts);
    g_free(entry->key);
    g_free(entry);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_number(const Value *value)
{
    return value->kind == VALUE_NUMBER || value->kind == VALUE_UNSIGNED;
}

/* Numbers of both kinds in one order. */
static int order_of(const Value *a, const Value *b)
{
    bool is_big_a = a->kind == VALUE_UNSIGNED;
    bool is_big_b = b->kind == VALUE_UNSIGNED;

    if (is_big_a || is_big_b) {
        guint64 x = is_big_a ? a->unsigned_number : (guint64)a->number;
        guint64 y = is_big_b ? b->unsigned_number : (guint64)b->number;

        if (!is_big_a && a->number < 0) {
            return -1;
        }
        if (!is_big_b && b->number < 0) {
            return 1;
        }
        return (x > y) - (x < y);
    }
    return (a->number > b->number) - (a->number < b->number);
}

static Verdict holds_in_order(const char *test, int order)
{
    bool holds = g_str_equal(test, "<")    ? order < 0
                 : g_str_equal(test, "<=") ? order <= 0
                 : g_str_equal(test, ">")  ? order > 0
                                           : order >= 0;

    return holds ? VERDICT_YES : VERDICT_NO;
}

static Verdict judge_test(const ConstantTest *test,
                          const EffectiveDriver *effective)
{
    const EffectiveProperty *property =
        effective_driver_find(effective, test->property);
    const Value *value = property ? &property->static_value : NULL;
    bool is_equality = g_str_equal(test->test, "==");

    if (!value || value->kind == VALUE_UNKNOWN ||
        test->value.kind == VALUE_UNKNOWN) {
        return VERDICT_MAYBE;
    }
    /* A pointer that is not set: an empty string is. */
    if (test->value.kind == VALUE_NONE) {
        return (value->kind == VALUE_NONE) == is_equality ? VERDICT_YES
                                                          : VERDICT_NO;
    }
    if (is_number(value) && is_number(&test->value)) {
        int order = order_of(value, &test->value);

        if (is_equality || g_str_equal(test->test, "!=")) {
            return (order == 0) == is_equality ? VERDICT_YES : VERDICT_NO;
        }
        return holds_in_order(test->test, order);
    }
    if (is_equality || g_str_equal(test->test, "!=")) {
        Meaning meaning = meaning_compare(value, &test->value);

        return meaning == MEANING_UNTOLD                  ? VERDICT_MAYBE
               : (meaning == MEANING_SAME) == is_equality ? VERDICT_YES
                                                          : VERDICT_NO;
    }
    return VERDICT_MAYBE;
}

static Verdict judge(const HardwareConstant *constant,
                     const EffectiveDriver *effective)
{
    Verdict verdict = constant->is_told ? VERDICT_YES : VERDICT_MAYBE;

    for (guint i = 0; i < constant->tests->len; i++) {
        verdict =
            MIN(verdict,
                judge_test(&g_array_index(constant->tests, ConstantTest, i),
                           effective));
    }
    return verdict;
}

void constant_verdicts(const GPtrArray *facts, const EffectiveDriver *effective,
                       GString *text)
{
    for (guint i = 0; i < facts->len; i++) {
        const HardwareConstant *constant = g_ptr_array_index(facts, i);

        if (constant->tests->len > 0) {
            g_string_append_c(text, "nmy"[judge(constant, effective)]);
        }
    }
}

static ConstantEntry *entry_at(ConstantSheet *sheet, const char *what,
                               const char *key, gint64 offset)
{
    g_autofree char *name = g_strconcat(what, " ", key, NULL);
    ConstantEntry *entry = g_hash_table_lookup(sheet->entries, name);

    if (!entry) {
        entry = g_new0(ConstantEntry, 1);
        entry->what = what;
        entry->key = g_strdup(key);
        entry->offset = offset;
        entry->texts = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(sheet->names, name);
        g_hash_table_insert(sheet->entries, g_steal_pointer(&name), entry);
    }
    return entry;
}

static void add_text(ConstantEntry *entry, const HardwareConstant *constant,
                     char *text)
{
    entry->fact = entry->fact ? entry->fact : constant;
    for (guint i = 0; i < entry->texts->len; i++) {
        if (g_str_equal(g_ptr_array_index(entry->texts, i), text)) {
            g_free(text);
            return;
        }
    }
    g_ptr_array_add(entry->texts, text);
    g_ptr_array_sort(entry->texts, compare_texts);
}

static bool is_bytes(const HardwareConstant *constant)
{
    return g_str_has_prefix(constant->key, "0x") &&
           constant->value.kind == VALUE_STRING;
}

/* "8680??10" or "ff*192" */
static void add_bytes(ConstantSheet *sheet, const HardwareConstant *constant)
{
    const char *text = constant->value.string;
    const char *star = strchr(text, '*');
    guint64 offset = g_ascii_strtoull(constant->key, NULL, 16);
    guint64 n = star ? g_ascii_strtoull(star + 1, NULL, 10) : strlen(text) / 2;

    for (guint64 i = 0; i < n; i++) {
        const char *byte = star ? text : text + 2 * i;
        g_autofree char *key =
            g_strdup_printf("0x%03" G_GINT64_MODIFIER "x", offset + i);
        ConstantEntry *entry =
            entry_at(sheet, constant->what, key, (gint64)(offset + i));

        if (*byte == '?') {
            entry->is_untold = true;
            entry->fact = entry->fact ? entry->fact : constant;
        } else {
            add_text(entry, constant, g_strndup(byte, 2));
        }
    }
}

static void add_value(ConstantSheet *sheet, const HardwareConstant *constant)
{
    ConstantEntry *entry;

    if (is_bytes(constant)) {
        add_bytes(sheet, constant);
        return;
    }
    entry = entry_at(sheet, constant->what, constant->key, -1);
    if (constant->value.kind == VALUE_UNKNOWN) {
        entry->is_untold = true;
        entry->fact = entry->fact ? entry->fact : constant;
    } else {
        add_text(entry, constant, value_to_text(&constant->value));
    }
}

static bool same_constant(const HardwareConstant *a, const HardwareConstant *b)
{
    return g_str_equal(a->what, b->what) && g_str_equal(a->key, b->key);
}

/* The one whose condition holds, else all whose condition may. */
static void add_group(ConstantSheet *sheet, const GPtrArray *facts, guint first,
                      guint end, const EffectiveDriver *effective)
{
    for (guint i = first; i < end; i++) {
        if (judge(g_ptr_array_index(facts, i), effective) == VERDICT_YES) {
            add_value(sheet, g_ptr_array_index(facts, i));
            return;
        }
    }
    for (guint i = first; i < end; i++) {
        if (judge(g_ptr_array_index(facts, i), effective) == VERDICT_MAYBE) {
            add_value(sheet, g_ptr_array_index(facts, i));
        }
    }
}

ConstantSheet *constant_sheet_new(const GPtrArray *facts,
                                  const EffectiveDriver *effective)
{
    ConstantSheet *sheet = g_new0(ConstantSheet, 1);
    guint first = 0;

    sheet->entries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_entry);
    sheet->names = g_ptr_array_new();
    while (first < facts->len) {
        guint end = first + 1;

        while (end < facts->len &&
               same_constant(g_ptr_array_index(facts, first),
                             g_ptr_array_index(facts, end))) {
            end++;
        }
        add_group(sheet, facts, first, end, effective);
        first = end;
    }
    g_ptr_array_sort(sheet->names, compare_texts);
    return sheet;
}

void constant_sheet_free(ConstantSheet *sheet)
{
    if (!sheet) {
        return;
    }
    g_ptr_array_unref(sheet->names);
    g_hash_table_unref(sheet->entries);
    g_free(sheet);
}

const ConstantEntry *constant_sheet_find(const ConstantSheet *sheet,
                                         const char *name)
{
    return g_hash_table_lookup(sheet->entries, name);
}

int constant_sheet_byte(const ConstantSheet *sheet, const char *what,
                        gint64 offset)
{
    g_autofree char *name =
        g_strdup_printf("%s 0x%03" G_GINT64_MODIFIER "x", what, offset);
    const ConstantEntry *entry = constant_sheet_find(sheet, name);

    if (!entry) {
        return 0;
    }
    if (entry->is_untold || entry->texts->len != 1) {
        return -1;
    }
    return (int)g_ascii_strtoull(g_ptr_array_index(entry->texts, 0), NULL, 16);
}
