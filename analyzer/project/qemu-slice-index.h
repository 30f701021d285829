/*
 * qemu-slice-index.h: what the files of two trees define and use, by text.
 *
 * All C files and headers of the newer tree, and of the older one those that
 * the change touches: these stand at the end, with the same paths.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-slice-scan.h"
#include "project/qemu-texts.h"

typedef struct SliceFile {
    const QemuText *text;
    guint first_item;
    guint n_items;
    bool is_old;
    bool is_parsed;  /* a file of its own for the parser */
    bool is_changed; /* the other tree has another text, or none */
} SliceFile;

typedef struct SliceIndex {
    GArray *files; /* SliceFile */
    guint n_new;   /* of the newer tree; the rest is old */
    SliceWords *words;
    SliceItems *items;
    guint32 *canonical; /* of words: what a macro or typedef stands for */
    guint32 *named;     /* of words: where its items begin in by_name; one
                           more at the end */
    guint32 *by_name;   /* items */
    guint32 *used;      /* the same for those that use the word */
    guint32 *by_use;
} SliceIndex;

/* `changed` is a set of paths. The texts are borrowed. */
SliceIndex *slice_index_new(const QemuTexts *before, const QemuTexts *after,
                            GHashTable *changed);
void slice_index_free(SliceIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SliceIndex, slice_index_free)

static inline SliceItem *slice_item(const SliceIndex *index, guint item)
{
    return &g_array_index(index->items->items, SliceItem, item);
}

static inline SliceFile *slice_file(const SliceIndex *index, guint file)
{
    return &g_array_index(index->files, SliceFile, file);
}

static inline SliceFile *slice_item_file(const SliceIndex *index, guint item)
{
    return slice_file(index, slice_item(index, item)->file);
}

/* Does the item use the word? 0 is used by none. */
bool slice_item_uses(const SliceIndex *index, guint item, guint32 word);
/* 0 if nobody uses it. */
guint32 slice_index_word(const SliceIndex *index, const char *text);
