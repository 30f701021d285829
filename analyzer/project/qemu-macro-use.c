/*
 * Where compat lists that are macros are named, by text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-macro-list.h"

#include <string.h>

#define DEFINE     "#define "
#define WORD_BYTES G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_"

typedef struct UseReader {
    IrTree *tree;
    GHashTable *names;
    const char *path;
    char *macro; /* whose body this is; NULL: code */
    guint line;
} UseReader;

static void add_use(const UseReader *reader, const char *list)
{
    IrMacroUse *use = ir_tree_add_macro_use(reader->tree);

    use->list = g_strdup(list);
    use->inside = g_strdup(reader->macro);
    use->location.file = ir_tree_file(reader->tree, reader->path);
    use->location.line = reader->line;
}

static bool ends_directive(const char *at)
{
    return *at == '\n' && at[-1] != '\\';
}

/* The name that follows `#define`, if its body begins as a list does; NULL. */
static char *defined_list(const UseReader *reader, const char *name)
{
    gsize length = strspn(name, WORD_BYTES);
    const char *body = name + length + strspn(name + length, " \t\\\n");
    g_autofree char *first = g_strndup(body, strspn(body, WORD_BYTES));

    return length > 0 && name[length] != '(' &&
                   (*body == '{' || g_hash_table_contains(reader->names, first))
               ? g_strndup(name, length)
               : NULL;
}

/* A word from `at` on, which a list may have; returns what comes after it. */
static const char *read_word(UseReader *reader, const char *at, bool is_body)
{
    gsize length = strspn(at, WORD_BYTES);
    char word[64];

    if (length < sizeof(word) && g_ascii_isupper(*at) &&
        (!is_body || reader->macro)) {
        memcpy(word, at, length);
        word[length] = '\0';
        if (g_hash_table_contains(reader->names, word)) {
            add_use(reader, word);
            if (reader->macro) {
                g_hash_table_add(reader->names, g_strdup(reader->macro));
            }
        }
    }
    return at + length;
}

/* From `#define` to its end. */
static const char *read_define(UseReader *reader, const char *at)
{
    const char *name = at + strlen(DEFINE);

    name += strspn(name, " \t");
    reader->macro = defined_list(reader, name);
    at = name + strspn(name, WORD_BYTES);
    while (*at && !ends_directive(at)) {
        if (g_ascii_isalpha(*at) || *at == '_') {
            at = read_word(reader, at, true);
        } else {
            reader->line += *at == '\n';
            at++;
        }
    }
    g_clear_pointer(&reader->macro, g_free);
    return at;
}

void qemu_macro_uses(IrTree *tree, GHashTable *names, const char *path,
                     const char *text)
{
    UseReader reader = {.tree = tree, .names = names, .path = path, .line = 1};
    const char *at = text;

    while (*at) {
        if (*at == '#' && g_str_has_prefix(at, DEFINE)) {
            at = read_define(&reader, at);
        } else if (g_ascii_isalpha(*at) || *at == '_') {
            at = read_word(&reader, at, false);
        } else if (g_ascii_isdigit(*at)) {
            at += strspn(at, WORD_BYTES);
        } else {
            reader.line += *at == '\n';
            at++;
        }
    }
}
