/*
 * Which files define the drivers that compat lists set something on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-close.h"

/* An array of entries, a macro of them, or a function that has one. */
static bool is_compat_list(const SliceIndex *index, guint item)
{
    return slice_item_uses(index, item,
                           slice_index_word(index, "GlobalProperty")) ||
           (slice_item_uses(index, item, slice_index_word(index, ".driver")) &&
            slice_item_uses(index, item, slice_index_word(index, ".property")));
}

/* The strings of lists that the change touches: names of drivers among them. */
static void note_strings(const SliceImpact *impact, bool *is_named)
{
    const SliceIndex *index = impact->index;
    const GArray *uses = index->items->uses;

    for (guint i = 0; i < impact->todo->len; i++) {
        guint number = g_array_index(impact->todo, guint, i);
        const SliceItem *item = slice_item(index, number);

        for (guint k = 0; impact->reached[number] == 1 &&
                          is_compat_list(index, number) && k < item->n_uses;
             k++) {
            guint32 word = g_array_index(uses, guint32, item->first_use + k);

            is_named[word] = *slice_words_text(index->words, word) == '"';
        }
    }
}

/* The names of types that a table holds, `.name = "e1000"`, are no TypeInfo's
 * own. */
static void add_tables(const SliceImpact *impact, guint32 word, GArray *items)
{
    const SliceIndex *index = impact->index;
    guint32 name = slice_index_word(index, ".name");

    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        guint item = index->by_use[i];

        if (slice_item(index, item)->kind == SLICE_VARIABLE &&
            slice_item_uses(index, item, name)) {
            g_array_append_val(items, item);
        }
    }
}

GArray *slice_find_named(const SliceImpact *impact)
{
    const SliceIndex *index = impact->index;
    const GArray *types = index->items->types;
    guint n_words = slice_words_end(index->words);
    g_autofree bool *is_named = g_new0(bool, n_words + 1);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(guint));

    note_strings(impact, is_named);
    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (type->name && is_named[type->name]) {
            g_array_append_val(items, type->item);
        }
    }
    for (guint i = 0; i < n_words; i++) {
        if (is_named[i]) {
            add_tables(impact, i, items);
        }
    }
    return items;
}
