/*
 * The items of files, together; see qemu-slice-scan.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-scan.h"

/* Of macros that stand for each other. */
#define MAX_DEPTH 8

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
