/*
 * Compat lists that are macros, by text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-macro-list.h"

#include "project/c-lexer.h"

#include <string.h>

#define DEFINE "#define "

typedef struct MacroReader {
    IrTree *tree;
    const char *file; /* the tree's */
    char *list;       /* the macro at hand */
    guint line;       /* where it begins */
} MacroReader;

/* Up to the end of the line that is not continued, without backslashes: they
 * would be marks. */
static char *body_of(const char *at)
{
    const char *end = at;
    char *body;

    while (*end && !(*end == '\n' && end[-1] != '\\')) {
        end++;
    }
    body = g_strndup(at, (gsize)(end - at));
    for (char *byte = body; *byte; byte++) {
        if (byte[0] == '\\' && byte[1] == '\n') {
            byte[0] = ' ';
        }
    }
    return body;
}

/* NULL if it is no plain string. */
static char *plain_string(const CToken *token)
{
    return token->kind == C_STRING && token->length >= 2 && *token->start == '"'
               ? g_strndup(token->start + 1, token->length - 2)
               : NULL;
}

/* `.driver = X`: the token X; C_END if nothing like it comes next. */
static CToken value_of(CLexer *lexer)
{
    CToken equals = c_lexer_next(lexer);
    const CToken none = {.kind = C_END};

    return c_token_is(&equals, "=") ? c_lexer_next(lexer) : none;
}

static IrMacroEntry *add_entry(MacroReader *reader, const CToken *at)
{
    IrMacroEntry *entry = ir_tree_add_macro_entry(reader->tree);

    entry->list = g_strdup(reader->list);
    entry->location.file = reader->file;
    entry->location.line = reader->line + at->line - 1;
    return entry;
}

/* `"Haswell-" TYPE_X86_CPU` is no plain string. */
static void set(char **text, CLexer *lexer)
{
    const CToken token = value_of(lexer);
    CLexer ahead = *lexer;
    const CToken next = c_lexer_next(&ahead);

    g_free(*text);
    *text = c_token_is(&next, ",") || c_token_is(&next, "}")
                ? plain_string(&token)
                : NULL;
}

/* One entry, from the brace on. */
static void read_entry(MacroReader *reader, CLexer *lexer, const CToken *brace)
{
    IrMacroEntry *entry = NULL;
    CToken token = c_lexer_next(lexer);
    guint depth = 1;

    while (token.kind != C_END && depth > 0) {
        if (c_token_is(&token, "driver")) {
            entry = entry ?: add_entry(reader, brace);
            set(&entry->driver, lexer);
        } else if (entry && c_token_is(&token, "property")) {
            set(&entry->property, lexer);
        } else if (entry && c_token_is(&token, "value")) {
            set(&entry->value, lexer);
        }
        token = c_lexer_next(lexer);
        depth += c_token_is(&token, "{");
        depth -= c_token_is(&token, "}");
    }
}

static void read_macro(MacroReader *reader, const char *start)
{
    g_autofree char *body = body_of(start);
    CLexer lexer;
    CToken token;

    c_lexer_init(&lexer, body);
    while ((token = c_lexer_next(&lexer)).kind != C_END) {
        if (c_token_is(&token, "{")) {
            read_entry(reader, &lexer, &token);
        }
    }
    c_lexer_clear(&lexer);
}

static guint count_lines(const char *from, const char *to)
{
    guint n = 0;

    for (; from < to; from++) {
        n += *from == '\n';
    }
    return n;
}

void qemu_macro_lists(IrTree *tree, const char *path, const char *text)
{
    MacroReader reader = {.tree = tree, .line = 1};
    const char *at = text;
    const char *found;

    if (!strstr(text, ".property")) {
        return;
    }
    reader.file = ir_tree_file(tree, path);
    while ((found = strstr(at, DEFINE))) {
        const char *name = found + strlen(DEFINE);
        gsize length =
            strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");

        reader.line += count_lines(at, found);
        at = found;
        if (length > 0 && strchr(" \t", name[length]) && name[length] &&
            (found == text || found[-1] == '\n')) {
            reader.list = g_strndup(name, length);
            read_macro(&reader, name + length);
            g_clear_pointer(&reader.list, g_free);
        }
        reader.line += count_lines(at, name);
        at = name;
    }
}
