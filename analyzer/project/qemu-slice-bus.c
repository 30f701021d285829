/*
 * Which files make the buses that devices sit on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-close.h"

#include <string.h>

enum {
    MOST_MAKERS = 24, /* files, of one bus */
    MOST_ROUNDS = 4   /* the bus of what makes a bus, and so on */
};

/* Files that use it in a function of theirs. */
static void add_users(const SliceIndex *index, guint32 word, bool *makers)
{
    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        const SliceItem *item = slice_item(index, index->by_use[i]);

        if (item->kind == SLICE_FUNCTION && item->file < index->n_new &&
            slice_file(index, item->file)->is_parsed) {
            makers[item->file] = true;
        }
    }
}

/* Functions that name the type of the bus, and who calls these. */
static void find_makers(const SliceIndex *index, guint32 bus, guint32 setting,
                        bool *makers)
{
    for (guint i = index->used[bus]; i < index->used[bus + 1]; i++) {
        guint number = index->by_use[i];
        const SliceItem *item = slice_item(index, number);

        if (item->kind != SLICE_FUNCTION || item->file >= index->n_new ||
            slice_item_uses(index, number, setting)) {
            continue;
        }
        if (item->is_static) {
            makers[item->file] = slice_file(index, item->file)->is_parsed;
        } else {
            add_users(index, item->name, makers);
        }
    }
}

static guint count(const SliceIndex *index, const bool *set)
{
    guint n = 0;

    for (guint i = 0; i < index->n_new; i++) {
        n += set[i];
    }
    return n;
}

typedef struct BusSearch {
    const SliceIndex *index;
    bool *chosen;
    bool *is_type; /* of words: whose bus is asked for */
    bool *is_file; /* of files: register one of these */
    bool is_changed;
} BusSearch;

static void add_type(BusSearch *search, guint32 word)
{
    if (word && !search->is_type[word]) {
        search->is_type[word] = true;
        search->is_changed = true;
    }
}

/* The types that an item registers, and those they derive from. */
static void add_types_of(BusSearch *search, guint item)
{
    const GArray *types = search->index->items->types;

    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (type->item == item) {
            add_type(search, type->name);
            add_type(search, type->parent);
        }
    }
}

static void add_ancestors(BusSearch *search)
{
    const GArray *types = search->index->items->types;

    do {
        search->is_changed = false;
        for (guint i = 0; i < types->len; i++) {
            const SliceType *type = &g_array_index(types, SliceType, i);
            guint file = slice_item(search->index, type->item)->file;

            if (type->name && search->is_type[type->name]) {
                search->is_file[file] = true;
                add_types_of(search, type->item);
            }
        }
    } while (search->is_changed);
}

static void add_makers(BusSearch *search, guint32 bus)
{
    const SliceIndex *index = search->index;
    const GArray *types = index->items->types;
    g_autofree bool *makers = g_new0(bool, index->files->len + 1);

    find_makers(index, bus, slice_index_word(index, ".bus_type"), makers);
    if (count(index, makers) > MOST_MAKERS) {
        return;
    }
    for (guint i = 0; i < index->n_new; i++) {
        search->chosen[i] = search->chosen[i] || makers[i];
    }
    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (makers[slice_item(index, type->item)->file]) {
            add_type(search, type->name);
        }
    }
}

void slice_add_buses(const SliceImpact *impact, bool *chosen)
{
    const SliceIndex *index = impact->index;
    const GArray *types = index->items->types;
    BusSearch search = {.index = index, .chosen = chosen};

    search.is_type =
        g_memdup2(impact->is_type, slice_words_end(index->words) + 1);
    search.is_file = g_new0(bool, index->files->len + 1);
    search.is_changed = true;
    for (guint round = 0; search.is_changed && round < MOST_ROUNDS; round++) {
        add_ancestors(&search);
        for (guint i = 0; i < types->len; i++) {
            const SliceType *type = &g_array_index(types, SliceType, i);

            if (type->bus &&
                search.is_file[slice_item(index, type->item)->file]) {
                add_makers(&search, type->bus);
            }
        }
    }
    g_free(search.is_type);
    g_free(search.is_file);
}
