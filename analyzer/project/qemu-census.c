/*
 * The census: definitions of tables and descriptions, found by text.
 *
 * A definition inside a function has a mark without a name: nobody else can
 * refer to it, and its function is followed as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-census.h"

#include "project/c-lexer.h"

#include <string.h>

typedef enum Counting {
    COUNT_NONE,
    COUNT_MACROS, /* calls of macros that begin with `entry` */
    COUNT_BRACES, /* elements in braces of their own */
} Counting;

typedef struct Construct {
    const char *type; /* `type name = {` or `type name[] = {` */
    const char *kind;
    Counting counting;
    const char *entry;
} Construct;

static const Construct constructs[] = {
    {"VMStateDescription", "vmstate", COUNT_MACROS, "VMSTATE_"},
    {"Property", "property-array", COUNT_MACROS, "DEFINE_"},
    {"GlobalProperty", "compat-list", COUNT_BRACES, NULL},
    {"TypeInfo", "type-info", COUNT_BRACES, NULL},
    {"QemuOptsList", "option-list", COUNT_NONE, NULL},
    {"QEMUMachine", "machine-type", COUNT_NONE, NULL},
};

/* Calls that look like entries and are none. */
static const char *const no_entries[] = {
    "DEFINE_PROP_END_OF_LIST",
    "VMSTATE_END_OF_LIST",
    "VMSTATE_IF",
    "VMSTATE_INSTANCE_ID_ANY",
};

typedef struct Scan {
    IrTree *tree;
    const char *path; /* owned by the tree */
    bool is_header;
    CLexer lexer;
    CToken token; /* the one looked at */
    guint depth;  /* of braces */
} Scan;

static void advance(Scan *scan)
{
    scan->token = c_lexer_next(&scan->lexer);
}

static bool is_mark(const Scan *scan, char mark)
{
    return scan->token.kind == C_MARK && *scan->token.start == mark;
}

static bool begins_line(const CToken *token, const char *text)
{
    return token->start == text || token->start[-1] == '\n';
}

/* The open conditions but for a header's guard. */
static char *conditions(Scan *scan)
{
    GPtrArray *open = scan->lexer.conditions;

    if (scan->is_header && open->len > 0 &&
        g_str_has_prefix(g_ptr_array_index(open, 0), "!defined(")) {
        g_autofree char *guard = open->pdata[0];
        char *text;

        memmove(open->pdata, open->pdata + 1,
                (open->len - 1) * sizeof(open->pdata[0]));
        open->len--;
        text = c_lexer_conditions(&scan->lexer);
        g_ptr_array_insert(open, 0, g_steal_pointer(&guard));
        return text;
    }
    return c_lexer_conditions(&scan->lexer);
}

static IrMark *add_mark(Scan *scan, const char *kind, const CToken *name)
{
    IrMark *mark = ir_tree_add_mark(scan->tree);

    mark->kind = kind;
    mark->name = scan->depth == 0 ? g_strndup(name->start, name->length) : NULL;
    mark->when = conditions(scan);
    mark->location = (Location){scan->path, name->line};
    return mark;
}

static bool is_entry(const CToken *token, const char *prefix)
{
    if (token->kind != C_WORD || strlen(prefix) > token->length ||
        memcmp(token->start, prefix, strlen(prefix)) != 0) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(no_entries); i++) {
        if (c_token_is(token, no_entries[i])) {
            return false;
        }
    }
    return true;
}

/* Up to the end of the initialiser that begins at the token. */
static guint count_entries(Scan *scan, const Construct *construct)
{
    guint entries = 0;
    guint depth = 0;

    while (scan->token.kind != C_END) {
        if (is_mark(scan, '{')) {
            depth++;
            entries += construct->counting == COUNT_BRACES && depth == 2;
        } else if (is_mark(scan, '}')) {
            depth -= depth > 0;
        } else if (is_mark(scan, ';') && depth == 0) {
            break;
        } else if (construct->counting == COUNT_MACROS &&
                   is_entry(&scan->token, construct->entry)) {
            entries++;
        }
        advance(scan);
    }
    return entries;
}

static void skip_words(Scan *scan, const char *first, const char *second)
{
    while (c_token_is(&scan->token, first) ||
           c_token_is(&scan->token, second)) {
        advance(scan);
    }
}

/* Steps over `[...]`; false if there is none. */
static bool skip_length(Scan *scan)
{
    if (!is_mark(scan, '[')) {
        return false;
    }
    while (scan->token.kind != C_END && !is_mark(scan, ']') &&
           !is_mark(scan, ';')) {
        advance(scan);
    }
    if (is_mark(scan, ']')) {
        advance(scan);
    }
    return true;
}

/* The token is the one after the construct's type. */
static void read_definition(Scan *scan, const Construct *construct)
{
    CToken name;
    IrMark *mark;
    bool is_array = false;

    skip_words(scan, "const", "volatile");
    if (scan->token.kind != C_WORD) {
        return;
    }
    name = scan->token;
    advance(scan);
    while (skip_length(scan)) {
        is_array = true;
    }
    if (!is_mark(scan, '=')) {
        return;
    }
    advance(scan);
    /* In a function, `T x = f(y);` defines no table. */
    if (scan->depth > 0 && !is_mark(scan, '{')) {
        return;
    }
    mark = add_mark(scan, construct->kind, &name);
    if (g_str_equal(construct->kind, "property-array") && !is_array) {
        mark->kind = "property";
    }
    mark->entries = count_entries(scan, construct);
}

static gsize text_between(const CToken *first, const CToken *end)
{
    const char *last = end->start;

    while (last > first->start && g_ascii_isspace(last[-1])) {
        last--;
    }
    return (gsize)(last - first->start);
}

/* `MACRO(a, b, c)` with the token behind MACRO: the whole of its arguments,
 * and the second one. */
static bool read_arguments(Scan *scan, CToken *ret_all, CToken *ret_second)
{
    guint depth = 1;
    guint argument = 1;

    if (!is_mark(scan, '(')) {
        return false;
    }
    advance(scan);
    *ret_all = scan->token;
    *ret_second = (CToken){C_END, "", 0, 0};
    while (scan->token.kind != C_END && !is_mark(scan, ';')) {
        depth += is_mark(scan, '(');
        depth -= is_mark(scan, ')');
        if (depth == 0) {
            ret_all->length = text_between(ret_all, &scan->token);
            return true;
        }
        if (depth == 1 && is_mark(scan, ',')) {
            argument++;
        } else if (argument == 2 && ret_second->length == 0) {
            *ret_second = scan->token;
        }
        advance(scan);
    }
    return false;
}

static bool has_prefix(const CToken *token, const char *prefix)
{
    return token->length >= strlen(prefix) &&
           memcmp(token->start, prefix, strlen(prefix)) == 0;
}

/* "DEFINE_PC_MACHINE", "DEFINE_VIRT_MACHINE_AS_LATEST", not
 * "DEFINE_MACHINE_INTERFACES". */
static bool defines_machine(const CToken *word)
{
    const char *at;

    if (!has_prefix(word, "DEFINE_")) {
        return false;
    }
    at = g_strstr_len(word->start, (gssize)word->length, "MACHINE");
    return at && (word->start[word->length - 1] == 'E' ||
                  g_strstr_len(word->start, (gssize)word->length, "_LATEST") ||
                  g_strstr_len(word->start, (gssize)word->length, "_IMPL") ||
                  g_strstr_len(word->start, (gssize)word->length, "_WITH_"));
}

/* A macro at the top level that defines what a construct would. The token is
 * the one behind its name. */
static void read_macro(Scan *scan, const CToken *word)
{
    CToken all;
    CToken second;

    if (defines_machine(word)) {
        if (read_arguments(scan, &all, &second)) {
            add_mark(scan, "machine-type", &all);
        }
    } else if (has_prefix(word, "OBJECT_DEFINE_") &&
               read_arguments(scan, &all, &second) && second.length > 0) {
        IrMark *mark = add_mark(scan, "type-info", &second);
        char *name = g_strconcat(mark->name, "_info", NULL);

        g_free(mark->name);
        mark->name = name;
        mark->entries = 1;
    }
}

static void read_word(Scan *scan)
{
    CToken word = scan->token;

    advance(scan);
    for (guint i = 0; i < G_N_ELEMENTS(constructs); i++) {
        if (c_token_is(&word, constructs[i].type)) {
            read_definition(scan, &constructs[i]);
            return;
        }
    }
    if (scan->depth == 0) {
        read_macro(scan, &word);
    }
}

/* Most files have no mark, and need not be taken apart. */
static bool may_have_marks(const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(constructs); i++) {
        if (strstr(text, constructs[i].type)) {
            return true;
        }
    }
    return strstr(text, "MACHINE") || strstr(text, "OBJECT_DEFINE_");
}

void qemu_census(IrTree *tree, const char *path, const char *text)
{
    Scan scan = {.tree = tree, .is_header = g_str_has_suffix(path, ".h")};

    if (!may_have_marks(text)) {
        return;
    }
    scan.path = ir_tree_file(tree, path);
    c_lexer_init(&scan.lexer, text);
    advance(&scan);
    while (scan.token.kind != C_END) {
        if (scan.token.kind == C_WORD) {
            read_word(&scan);
            continue;
        }
        /* Branches of #if can open a brace each. A brace at the start of a
         * line is a function's or a table's, by QEMU's style. */
        if (is_mark(&scan, '{')) {
            scan.depth = begins_line(&scan.token, text) ? 1 : scan.depth + 1;
        } else if (is_mark(&scan, '}')) {
            scan.depth = begins_line(&scan.token, text) || scan.depth == 0
                             ? 0
                             : scan.depth - 1;
        }
        advance(&scan);
    }
    c_lexer_clear(&scan.lexer);
}
