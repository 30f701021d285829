/*
 * Files that are not parsed: the names they define and the words they use,
 * from the text alone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-sketch.h"

#include "project/c-lexer.h"

#include <string.h>

/* Of macros that stand for each other. */
#define MAX_DEPTH   16
#define TYPE_PREFIX "TYPE_"

typedef struct SketchReader {
    GHashTable *macros; /* "TYPE_X" -> what it stands for, text: both owned */
    GHashTable *seen;   /* set of char *: words of the file at hand */
    IrSketch *sketch;
} SketchReader;

/* `#define TYPE_X "x"`, or other words that come down to a string. */
static void read_macros(GHashTable *macros, const char *text)
{
    static const char start[] = "#define " TYPE_PREFIX;

    while ((text = strstr(text, start))) {
        const char *name = text + strlen("#define ");
        gsize length =
            strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");
        const char *value = name + length;

        text = name;
        if (*value == ' ' || *value == '\t') {
            g_hash_table_insert(macros, g_strndup(name, length),
                                g_strndup(value, strcspn(value, "\n")));
        }
    }
}

/* false if a word of it is none of these macros. */
static bool expand(const SketchReader *reader, const char *value, GString *out,
                   guint depth)
{
    CLexer lexer;
    CToken token;
    bool is_known = depth < MAX_DEPTH;

    c_lexer_init(&lexer, value);
    while (is_known && (token = c_lexer_next(&lexer)).kind != C_END) {
        g_autofree char *word = g_strndup(token.start, token.length);
        const char *other = g_hash_table_lookup(reader->macros, word);

        if (token.kind == C_STRING && token.length >= 2) {
            g_string_append_len(out, token.start + 1, token.length - 2);
        } else if (other) {
            is_known = expand(reader, other, out, depth + 1);
        } else {
            is_known = false;
        }
    }
    c_lexer_clear(&lexer);
    return is_known;
}

static void add_once(SketchReader *reader, GPtrArray *list, const char *text)
{
    if (!g_hash_table_contains(reader->seen, text)) {
        char *copy = g_strdup(text);

        g_hash_table_add(reader->seen, copy);
        g_ptr_array_add(list, copy);
    }
}

static void read_word(SketchReader *reader, const CToken *token)
{
    g_autofree char *word = g_strndup(token->start, token->length);
    g_autoptr(GString) text = g_string_new(NULL);

    if (g_str_has_prefix(word, TYPE_PREFIX)) {
        if (expand(reader, word, text, 0)) {
            add_once(reader, reader->sketch->strings, text->str);
        }
        return;
    }
    add_once(reader, reader->sketch->uses, word);
}

static void read_string(SketchReader *reader, const CToken *token)
{
    g_autofree char *text = NULL;

    if (*token->start == '"' && token->length > 2) {
        text = g_strndup(token->start + 1, token->length - 2);
        add_once(reader, reader->sketch->strings, text);
    }
}

/* A word outside of all braces with "(", "[" or "=" behind it is what the
 * file defines, or declares. */
static void read_file(SketchReader *reader, const char *text)
{
    CToken last = {.kind = C_END};
    CLexer lexer;
    CToken token;
    guint depth = 0;

    c_lexer_init(&lexer, text);
    while ((token = c_lexer_next(&lexer)).kind != C_END) {
        char mark = token.kind == C_MARK ? *token.start : '\0';

        if (mark == '{') {
            depth++;
        } else if (mark == '}' && depth > 0) {
            depth--;
        } else if (depth == 0 && last.kind == C_WORD && mark &&
                   strchr("([=", mark)) {
            g_ptr_array_add(reader->sketch->defines,
                            g_strndup(last.start, last.length));
        } else if (depth > 0 && token.kind == C_WORD) {
            read_word(reader, &token);
        } else if (depth > 0 && token.kind == C_STRING) {
            read_string(reader, &token);
        }
        last = token;
    }
    c_lexer_clear(&lexer);
}

static GHashTable *parsed_paths(const IrProgram *program)
{
    GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        g_hash_table_add(paths, (char *)ir_program_unit(program, i)->path);
    }
    return paths;
}

bool qemu_is_sketched(const QemuText *text)
{
    static const char *const folders[] = {"hw/", "target/", "target-", "accel/",
                                          "net/"};

    if (!g_str_has_suffix(text->path, ".c")) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (g_str_has_prefix(text->path, folders[i])) {
            return true;
        }
    }
    return false;
}

void qemu_sketches_read(const QemuTexts *texts, IrTree *tree)
{
    g_autoptr(GHashTable) parsed = parsed_paths(tree->program);
    SketchReader reader = {0};

    reader.macros =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader.seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(texts->all, i);

        read_macros(reader.macros, text->text);
    }
    for (guint i = 0; i < texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(texts->all, i);

        if (qemu_is_sketched(text) &&
            !g_hash_table_contains(parsed, text->path)) {
            reader.sketch = ir_tree_add_sketch(tree, text->path);
            read_file(&reader, text->text);
            g_hash_table_remove_all(reader.seen);
        }
    }
    g_hash_table_unref(reader.macros);
    g_hash_table_unref(reader.seen);
}
