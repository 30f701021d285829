/*
 * What else must be read so that what a change has an effect on is understood.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-close.h"

#include <string.h>

enum {
    MAX_HOPS = 2,     /* from file to file */
    MOST_WRITERS = 32 /* functions that assign to a variable */
};

/* The parser's file of an item, if there is one in the newer tree. */
static bool choose(const SliceIndex *index, guint item, bool *chosen)
{
    guint file = slice_item(index, item)->file;

    if (file >= index->n_new || !slice_file(index, file)->is_parsed ||
        chosen[file]) {
        return false;
    }
    chosen[file] = true;
    return true;
}

static bool has_any(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (strstr(text, *words)) {
            return true;
        }
    }
    return false;
}

static bool is_used_by(const SliceIndex *index, guint32 name,
                       const bool *chosen)
{
    for (guint i = index->used[name]; i < index->used[name + 1]; i++) {
        if (chosen[slice_item(index, index->by_use[i])->file]) {
            return true;
        }
    }
    return false;
}

/* Until 2.4 boards hand their machine types to functions of other files,
 * qemu_register_pc_machine among them, which make types of these. */
static void add_registrars(const SliceIndex *index, bool *chosen)
{
    guint32 word = slice_index_word(index, "QEMUMachine");

    for (guint i = index->used[word]; i < index->used[word + 1]; i++) {
        const SliceItem *item = slice_item(index, index->by_use[i]);

        if (item->kind == SLICE_FUNCTION && !item->is_static &&
            is_used_by(index, item->name, chosen)) {
            choose(index, index->by_use[i], chosen);
        }
    }
}

/* Versioned families are those with compat lists. */
void slice_add_core(const SliceIndex *index, bool *chosen)
{
    static const char *const lists[] = {"GlobalProperty", "_COMPAT_",
                                        "hw_compat_", NULL};
    static const char *const machines[] = {"MachineClass", "QEMUMachine", NULL};

    for (guint i = 0; i < index->n_new; i++) {
        const SliceFile *file = slice_file(index, i);

        if (file->is_parsed && has_any(file->text->text, lists) &&
            has_any(file->text->text, machines)) {
            chosen[i] = true;
        }
    }
    add_registrars(index, chosen);
}

static void add_definers(const SliceIndex *index, guint32 type, bool *chosen,
                         bool *ret_added)
{
    const GArray *types = index->items->types;

    for (guint i = 0; i < types->len; i++) {
        const SliceType *at = &g_array_index(types, SliceType, i);

        if (at->name == type && choose(index, at->item, chosen)) {
            *ret_added = true;
        }
    }
}

/* By a chosen file: itself, or with a macro of a header. */
static bool is_registered(const SliceIndex *index, guint item,
                          const bool *chosen)
{
    const SliceItem *at = slice_item(index, item);

    if (chosen[at->file]) {
        return true;
    }
    for (guint i = index->used[at->name];
         at->kind == SLICE_MACRO && i < index->used[at->name + 1]; i++) {
        if (chosen[slice_item(index, index->by_use[i])->file]) {
            return true;
        }
    }
    return false;
}

void slice_add_parents(const SliceIndex *index, bool *chosen)
{
    const GArray *types = index->items->types;
    bool is_added = true;

    while (is_added) {
        is_added = false;
        for (guint i = 0; i < types->len; i++) {
            const SliceType *type = &g_array_index(types, SliceType, i);

            if (type->parent && is_registered(index, type->item, chosen)) {
                add_definers(index, type->parent, chosen, &is_added);
            }
        }
    }
}

typedef struct Need {
    const SliceIndex *index;
    bool *chosen;
    guint8 *hops; /* of items: from 1; 0: not seen */
    GArray *todo; /* guint: items */
} Need;

static void need(Need *at, guint item, guint hops)
{
    if (at->hops[item] && at->hops[item] <= hops + 1) {
        return;
    }
    at->hops[item] = (guint8)(hops + 1);
    g_array_append_val(at->todo, item);
}

static bool is_c_file(const SliceIndex *index, guint file)
{
    return g_str_has_suffix(slice_file(index, file)->text->path, ".c");
}

/* Of other folders nothing is simulated. */
static bool is_simulated(const SliceIndex *index, guint file)
{
    static const char *const folders[] = {
        "accel/",   "backends/", "hw/",     "migration/", "qom/",
        "softmmu/", "system/",   "target-", "target/",
    };
    const char *path = slice_file(index, file)->text->path;

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (g_str_has_prefix(path, folders[i])) {
            return true;
        }
    }
    return !strchr(path, '/');
}

/* A variable has the value that others give it: msi_nonbroken. A name that is
 * assigned to everywhere is one of local variables. */
static void add_writers(const SliceIndex *index, const SliceItem *variable,
                        bool *chosen)
{
    g_autofree char *text =
        g_strconcat("=", slice_words_text(index->words, variable->name), NULL);
    guint32 word = slice_words_find(index->words, text);
    guint first = index->used[word];
    guint end = index->used[word + 1];

    for (guint i = first; i < end && end - first <= MOST_WRITERS; i++) {
        guint writer = index->by_use[i];

        if (is_simulated(index, slice_item(index, writer)->file)) {
            choose(index, writer, chosen);
        }
    }
}

/* Can the definition be what the user refers to? */
static bool is_meant(const SliceIndex *index, const SliceItem *user,
                     const SliceItem *used)
{
    if (used->kind == SLICE_RECORD || used->kind == SLICE_CALL ||
        used->file >= index->n_new) {
        return false;
    }
    if (used->file == user->file || !is_c_file(index, used->file)) {
        return true;
    }
    return !used->is_static && used->kind != SLICE_MACRO &&
           slice_file(index, used->file)->is_parsed &&
           is_simulated(index, used->file);
}

static void follow_definition(Need *at, guint from, guint item)
{
    const SliceIndex *index = at->index;
    const SliceItem *user = slice_item(index, from);
    const SliceItem *used = slice_item(index, item);
    bool is_variable = used->kind == SLICE_VARIABLE;
    guint hops = at->hops[from] - 1U;
    bool is_far = used->file != user->file && is_c_file(index, used->file);

    if (!is_meant(index, user, used) ||
        (is_far && hops == MAX_HOPS && !is_variable)) {
        return;
    }
    if (is_far) {
        choose(index, item, at->chosen);
    }
    if (is_variable && !used->is_static && !at->hops[item]) {
        add_writers(index, used, at->chosen);
    }
    if (!is_far || hops < MAX_HOPS) {
        need(at, item, is_far ? hops + 1 : hops);
    }
}

static void follow_uses(Need *at, guint item)
{
    const SliceIndex *index = at->index;
    const SliceItem *from = slice_item(index, item);

    for (guint i = 0; i < from->n_uses; i++) {
        guint32 word =
            g_array_index(index->items->uses, guint32, from->first_use + i);

        for (guint k = index->named[word]; k < index->named[word + 1]; k++) {
            follow_definition(at, item, index->by_name[k]);
        }
    }
}

/* All that a type which may differ leads to, whatever of it was reached. */
static void need_types(Need *at, const SliceImpact *impact)
{
    const GArray *types = at->index->items->types;

    for (guint i = 0; i < types->len; i++) {
        const SliceType *type = &g_array_index(types, SliceType, i);

        if (type->name && impact->is_type[type->name]) {
            need(at, type->item, MAX_HOPS - 1);
        }
    }
}

/* What an entry is worth depends on the driver that it is for. */
static void need_named(Need *at, const SliceImpact *impact)
{
    g_autoptr(GArray) items = slice_find_named(impact);

    for (guint i = 0; i < items->len; i++) {
        guint item = g_array_index(items, guint, i);

        choose(at->index, item, at->chosen);
        need(at, item, MAX_HOPS - 1);
    }
}

void slice_add_needed(const SliceImpact *impact, bool *chosen)
{
    const SliceIndex *index = impact->index;
    Need at = {.index = index, .chosen = chosen};

    at.hops = g_new0(guint8, index->items->items->len + 1);
    at.todo = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < impact->todo->len; i++) {
        guint item = g_array_index(impact->todo, guint, i);

        need(&at, item, impact->reached[item] == 1 ? 0 : 1);
    }
    need_types(&at, impact);
    need_named(&at, impact);
    for (guint i = 0; i < at.todo->len; i++) {
        follow_uses(&at, g_array_index(at.todo, guint, i));
    }
    g_free(at.hops);
    g_array_unref(at.todo);
}
