/*
 * What the files of two trees define and use, by text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-index.h"

#include <string.h>

/* The kernel's own headers say nothing of QEMU's types. */
static bool is_scanned(const QemuText *text)
{
    return !g_str_has_suffix(text->path, ".hx") &&
           !g_str_has_prefix(text->path, "linux-headers/");
}

static void scan_file(SliceIndex *index, const QemuTexts *texts,
                      const QemuText *text, bool is_old, bool is_changed)
{
    SliceFile file = {
        .text = text,
        .first_item = index->items->items->len,
        .is_old = is_old,
        .is_parsed = qemu_is_parsed(texts, text),
        .is_changed = is_changed,
    };

    slice_scan(index->items, index->files->len, text->text);
    file.n_items = index->items->items->len - file.first_item;
    g_array_append_val(index->files, file);
}

static void scan_files(SliceIndex *index, const QemuTexts *before,
                       const QemuTexts *after, GHashTable *changed)
{
    for (guint i = 0; i < after->all->len; i++) {
        const QemuText *text = g_ptr_array_index(after->all, i);

        if (is_scanned(text)) {
            scan_file(index, after, text, false,
                      g_hash_table_contains(changed, text->path));
        }
    }
    index->n_new = index->files->len;
    for (guint i = 0; i < before->all->len; i++) {
        const QemuText *text = g_ptr_array_index(before->all, i);

        if (is_scanned(text) && g_hash_table_contains(changed, text->path)) {
            scan_file(index, before, text, true, true);
        }
    }
}

static int compare_words(const void *a, const void *b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

static void use_canonical(SliceIndex *index)
{
    for (guint i = 0; i < index->items->items->len; i++) {
        SliceItem *item = slice_item(index, i);
        guint32 *uses =
            &g_array_index(index->items->uses, guint32, item->first_use);
        bool is_sorted = true;

        for (guint k = 0; k < item->n_uses; k++) {
            uses[k] = index->canonical[uses[k]];
            is_sorted = is_sorted && (k == 0 || uses[k] > uses[k - 1]);
        }
        if (!is_sorted) {
            qsort(uses, item->n_uses, sizeof(*uses), compare_words);
        }
    }
    for (guint i = 0; i < index->items->types->len; i++) {
        SliceType *type = &g_array_index(index->items->types, SliceType, i);

        type->name = index->canonical[type->name];
        type->parent = index->canonical[type->parent];
        type->bus = index->canonical[type->bus];
    }
}

/* Counts become places: where each word's run begins. */
static guint32 add_up(guint32 *counts, guint n)
{
    guint32 sum = 0;

    for (guint i = 0; i <= n; i++) {
        guint32 count = counts[i];

        counts[i] = sum;
        sum += count;
    }
    return sum;
}

static void list_names(SliceIndex *index)
{
    guint n_words = slice_words_end(index->words);
    guint n_items = index->items->items->len;
    g_autofree guint32 *next = NULL;

    index->named = g_new0(guint32, n_words + 2);
    for (guint i = 0; i < n_items; i++) {
        index->named[slice_item(index, i)->name]++;
    }
    index->by_name = g_new(guint32, add_up(index->named, n_words) + 1);
    next = g_memdup2(index->named, (n_words + 1) * sizeof(*next));
    for (guint i = 0; i < n_items; i++) {
        index->by_name[next[slice_item(index, i)->name]++] = i;
    }
}

static void list_uses(SliceIndex *index)
{
    const guint32 *uses = (const guint32 *)(void *)index->items->uses->data;
    guint n_words = slice_words_end(index->words);
    g_autofree guint32 *next = NULL;

    index->used = g_new0(guint32, n_words + 2);
    for (guint i = 0; i < index->items->uses->len; i++) {
        index->used[uses[i]]++;
    }
    index->by_use = g_new(guint32, add_up(index->used, n_words) + 1);
    next = g_memdup2(index->used, (n_words + 1) * sizeof(*next));
    for (guint i = 0; i < index->items->items->len; i++) {
        const SliceItem *item = slice_item(index, i);

        for (guint k = 0; k < item->n_uses; k++) {
            index->by_use[next[uses[item->first_use + k]]++] = i;
        }
    }
}

SliceIndex *slice_index_new(const QemuTexts *before, const QemuTexts *after,
                            GHashTable *changed)
{
    SliceIndex *index = g_new0(SliceIndex, 1);

    index->files = g_array_new(FALSE, TRUE, sizeof(SliceFile));
    index->words = slice_words_new();
    index->items = slice_items_new(index->words);
    scan_files(index, before, after, changed);
    index->canonical = slice_canonical(index->items);
    use_canonical(index);
    list_names(index);
    list_uses(index);
    return index;
}

void slice_index_free(SliceIndex *index)
{
    if (!index) {
        return;
    }
    g_array_unref(index->files);
    slice_items_free(index->items);
    slice_words_free(index->words);
    g_free(index->canonical);
    g_free(index->named);
    g_free(index->by_name);
    g_free(index->used);
    g_free(index->by_use);
    g_free(index);
}

bool slice_item_uses(const SliceIndex *index, guint item, guint32 word)
{
    const SliceItem *at = slice_item(index, item);
    const guint32 *uses =
        &g_array_index(index->items->uses, guint32, at->first_use);

    return word && at->n_uses > 0 &&
           bsearch(&word, uses, at->n_uses, sizeof(*uses), compare_words);
}

guint32 slice_index_word(const SliceIndex *index, const char *text)
{
    return index->canonical[slice_words_find(index->words, text)];
}
