/*
 * What a change can have an effect on: from changed items to those that use
 * them, and from these to the types they register.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-impact.h"

#include <string.h>

enum {
    MAX_HOPS = 3 /* from file to file, over functions and variables */
};

SliceImpact *slice_impact_new(const SliceIndex *index)
{
    SliceImpact *impact = g_new0(SliceImpact, 1);

    impact->index = index;
    impact->reached = g_new0(guint8, index->items->items->len + 1);
    impact->is_type = g_new0(bool, slice_words_end(index->words) + 1);
    impact->files = g_new0(guint8, index->files->len + 1);
    impact->todo = g_array_new(FALSE, FALSE, sizeof(guint));
    impact->types = g_array_new(FALSE, FALSE, sizeof(guint));
    return impact;
}

void slice_impact_free(SliceImpact *impact)
{
    if (!impact) {
        return;
    }
    g_free(impact->reached);
    g_free(impact->is_type);
    g_free(impact->files);
    g_array_unref(impact->todo);
    g_array_unref(impact->types);
    g_free(impact);
}

/* What a record is made of changes no other record's members. */
static void reach(SliceImpact *impact, guint item, guint hops)
{
    if (slice_item(impact->index, item)->kind == SLICE_RECORD ||
        (impact->reached[item] && impact->reached[item] <= hops + 1)) {
        return;
    }
    impact->reached[item] = (guint8)(hops + 1);
    impact->files[slice_item(impact->index, item)->file] = 1;
    g_array_append_val(impact->todo, item);
}

void slice_impact_seed(SliceImpact *impact, guint item)
{
    reach(impact, item, 0);
}

static bool file_uses(const SliceIndex *index, guint file, guint32 word)
{
    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        if (slice_item(index, index->by_use[i])->file == file) {
            return true;
        }
    }
    return false;
}

void slice_impact_seed_users(SliceImpact *impact, guint32 word, guint32 beside)
{
    const SliceIndex *index = impact->index;

    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        guint item = index->by_use[i];

        if (!beside ||
            file_uses(index, slice_item(index, item)->file, beside)) {
            reach(impact, item, 0);
        }
    }
}

/* A table of what to set on drivers is no use of them. */
static bool is_compat_list(const SliceIndex *index, guint item)
{
    return slice_item_uses(index, item,
                           slice_index_word(index, "GlobalProperty"));
}

static bool is_c_file(const SliceIndex *index, guint file)
{
    return g_str_has_suffix(slice_file(index, file)->text->path, ".c");
}

static void follow_name(SliceImpact *impact, guint item)
{
    const SliceIndex *index = impact->index;
    const SliceItem *at = slice_item(index, item);
    guint32 word = index->canonical[at->name];
    guint hops = impact->reached[item] - 1U;
    bool is_local =
        is_c_file(index, at->file) &&
        (at->is_static || at->kind == SLICE_MACRO || at->kind == SLICE_RECORD);

    if (at->kind == SLICE_CALL || at->name == 0) {
        return;
    }
    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        guint user = index->by_use[i];
        guint file = slice_item(index, user)->file;
        bool is_near = file == at->file;

        if (is_near) {
            reach(impact, user, hops);
        } else if (!is_local && hops < MAX_HOPS) {
            reach(impact, user, is_c_file(index, at->file) ? hops + 1 : hops);
        }
    }
}

static void add_type(SliceImpact *impact, guint32 word)
{
    if (word && !impact->is_type[word]) {
        impact->is_type[word] = true;
        g_array_append_val(impact->types, word);
    }
}

static void add_types_of(SliceImpact *impact, guint item)
{
    const GArray *types = impact->index->items->types;

    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (type->item == item) {
            add_type(impact, type->name);
        }
    }
}

static void note_file(SliceImpact *impact, guint item)
{
    guint8 *note = &impact->files[slice_item(impact->index, item)->file];

    *note = *note ? *note : 2;
}

/* Types that derive from it, and code that makes objects of it. */
static void follow_type(SliceImpact *impact, guint32 word)
{
    const SliceIndex *index = impact->index;
    const GArray *types = index->items->types;

    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (type->parent == word) {
            note_file(impact, type->item);
            add_types_of(impact, type->item);
        }
    }
    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        guint user = index->by_use[i];

        if (slice_item(index, user)->kind == SLICE_FUNCTION &&
            !is_compat_list(index, user)) {
            note_file(impact, user);
        }
    }
}

void slice_impact_follow(SliceImpact *impact)
{
    for (guint i = 0; i < impact->todo->len; i++) {
        follow_name(impact, g_array_index(impact->todo, guint, i));
    }
    for (guint i = 0; i < impact->todo->len; i++) {
        add_types_of(impact, g_array_index(impact->todo, guint, i));
    }
    for (guint i = 0; i < impact->types->len; i++) {
        follow_type(impact, g_array_index(impact->types, guint, i));
    }
}
