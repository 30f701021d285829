/*
 * Sketches of nearly a whole tree, when a part of it is parsed.
 *
 * With so many of them, a word that is a function of its own file alone, or a
 * member, must not lead into all files that have it too: only what has
 * external linkage leads from one to another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-sketch.h"

#include "project/qemu-slice-scan.h"

#include <string.h>

typedef struct PartReader {
    const QemuTexts *texts;
    IrTree *tree;
    SliceWords *words;
    SliceItems *items;
    guint32 *canonical;
    bool *is_global; /* of words: functions and variables for all files */
    guint32 *seen;   /* of words: the last file that has it, plus one */
    guint passive;   /* word */
} PartReader;

static GHashTable *parsed_paths(const IrProgram *program)
{
    GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        g_hash_table_add(paths, (char *)ir_program_unit(program, i)->path);
    }
    return paths;
}

static void scan_texts(PartReader *reader)
{
    g_autoptr(GHashTable) parsed = parsed_paths(reader->tree->program);

    for (guint i = 0; i < reader->texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(reader->texts->all, i);

        if (g_str_has_suffix(text->path, ".c") &&
            !g_hash_table_contains(parsed, text->path) &&
            (qemu_is_sketched(text) || qemu_is_parsed(reader->texts, text))) {
            slice_scan(reader->items, i, text->text);
        } else if (strstr(text->text, "TYPE_")) {
            slice_scan_macros(reader->items, i, text->text);
        }
    }
}

static void note_global(PartReader *reader, const char *name)
{
    reader->is_global[slice_words_find(reader->words, name)] = true;
}

static void find_globals(PartReader *reader)
{
    const IrProgram *program = reader->tree->program;
    const GArray *items = reader->items->items;

    for (guint i = 0; i < items->len; i++) {
        const SliceItem *item = &g_array_index(items, SliceItem, i);

        if (!item->is_static &&
            (item->kind == SLICE_FUNCTION || item->kind == SLICE_VARIABLE)) {
            reader->is_global[item->name] = true;
        }
    }
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        const IrFunction *functions;
        const IrVariable *variables;
        guint n;

        functions = ir_functions(unit->file, &n);
        for (guint k = 0; k < n; k++) {
            note_global(reader, ir_text(unit->file, functions[k].name));
        }
        variables = ir_variables(unit->file, &n);
        for (guint k = 0; k < n; k++) {
            note_global(reader, ir_text(unit->file, variables[k].name));
        }
    }
    reader->is_global[0] = false;
}

/* Could it be the name of a type, or the format of one? */
static bool may_name_type(const char *string)
{
    return strlen(string) < 64 && !strpbrk(string, " \\:;/");
}

static void add_use(const PartReader *reader, const SliceItem *item,
                    guint32 word, IrSketch *sketch)
{
    const char *text;

    if (reader->seen[word] == item->file + 1) {
        return;
    }
    reader->seen[word] = item->file + 1;
    text = slice_words_text(reader->words, word);
    if (*text == '"' && may_name_type(text + 1)) {
        g_ptr_array_add(sketch->strings, g_strdup(text + 1));
    } else if (reader->is_global[word]) {
        g_ptr_array_add(sketch->uses, g_strdup(text));
    }
}

/* Lists of what to set on objects name types without a need of them, and what
 * is registered names parents. */
static bool is_passive(const PartReader *reader, const SliceItem *item)
{
    bool is_list = false;

    for (guint i = 0; i < item->n_uses; i++) {
        guint32 word =
            g_array_index(reader->items->uses, guint32, item->first_use + i);

        is_list = is_list || word == reader->passive;
    }
    return is_list;
}

static void read_item(const PartReader *reader, const SliceItem *item,
                      IrSketch *sketch)
{
    if (!item->is_static && item->name &&
        (item->kind == SLICE_FUNCTION || item->kind == SLICE_VARIABLE)) {
        g_ptr_array_add(sketch->defines,
                        g_strdup(slice_words_text(reader->words, item->name)));
    }
    if (item->kind == SLICE_RECORD || is_passive(reader, item)) {
        return;
    }
    for (guint i = 0; i < item->n_uses; i++) {
        add_use(reader, item,
                reader->canonical[g_array_index(reader->items->uses, guint32,
                                                item->first_use + i)],
                sketch);
    }
}

static IrSketch *sketch_of(const PartReader *reader, guint file)
{
    const GPtrArray *sketches = reader->tree->sketches;
    const QemuText *text = g_ptr_array_index(reader->texts->all, file);
    IrSketch *last =
        sketches->len ? g_ptr_array_index(sketches, sketches->len - 1) : NULL;

    if (last && g_str_equal(last->path, text->path)) {
        return last;
    }
    return ir_tree_add_sketch(reader->tree, text->path);
}

static bool is_of_c_file(const PartReader *reader, const SliceItem *item)
{
    const QemuText *text = g_ptr_array_index(reader->texts->all, item->file);

    return g_str_has_suffix(text->path, ".c");
}

static void make_sketches(PartReader *reader)
{
    const GArray *items = reader->items->items;
    const GArray *types = reader->items->types;

    for (guint i = 0, next = 0; i < items->len; i++) {
        const SliceItem *item = &g_array_index(items, SliceItem, i);
        IrSketch *sketch =
            is_of_c_file(reader, item) ? sketch_of(reader, item->file) : NULL;

        if (sketch) {
            read_item(reader, item, sketch);
        }
        for (; next < types->len; next++) {
            const SliceType *type = &g_array_index(types, SliceType, next);
            const char *name =
                slice_words_text(reader->words, reader->canonical[type->name]);

            if (type->item > i) {
                break;
            }
            if (sketch && type->name && *name == '"') {
                g_ptr_array_add(sketch->types, g_strdup(name + 1));
            }
        }
    }
}

void qemu_sketches_read_part(const QemuTexts *texts, IrTree *tree)
{
    g_autoptr(SliceWords) words = slice_words_new();
    g_autoptr(SliceItems) items = slice_items_new(words);
    PartReader reader = {texts, tree, words, items};

    reader.passive =
        slice_words_add(words, "GlobalProperty", strlen("GlobalProperty"));
    scan_texts(&reader);
    reader.canonical = slice_canonical(items);
    reader.is_global = g_new0(bool, slice_words_end(words) + 1);
    reader.seen = g_new0(guint32, slice_words_end(words) + 1);
    find_globals(&reader);
    make_sketches(&reader);
    g_free(reader.canonical);
    g_free(reader.is_global);
    g_free(reader.seen);
}
