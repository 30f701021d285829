/*
 * The census: definitions of tables and descriptions, found by text.
 *
 * A little lexer: comments, strings and preprocessor lines are stepped over,
 * conditionals are kept as a stack of their texts. At the top level of a file
 * `Type name[...] = {` or `Type name = {` with a type of interest is a mark;
 * the macro calls inside its braces are its entries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-census.h"

#include <string.h>

static const struct {
    const char *type;
    const char *kind;
    const char *entry; /* prefix of the macro calls counted; NULL: none */
} constructs[] = {
    {"VMStateDescription", "vmstate", "VMSTATE_"},
    {"Property", "property-array", "DEFINE_"},
    {"GlobalProperty", "compat-list", NULL},
    {"TypeInfo", "type-info", NULL},
    {"QemuOptsList", "option-list", NULL},
};

typedef struct Scan {
    IrTree *tree;
    const char *path; /* owned by the tree */
    const char *at;
    guint line;
    guint depth;           /* of braces */
    GPtrArray *conditions; /* char *: enclosing #if texts */
    IrMark *open;          /* whose braces we are in */
    const char *entry;
    guint open_depth;
} Scan;

static void step(Scan *scan)
{
    if (*scan->at == '\n') {
        scan->line++;
    }
    scan->at++;
}

static void skip_comment(Scan *scan)
{
    if (scan->at[1] == '/') {
        while (*scan->at && *scan->at != '\n') {
            step(scan);
        }
        return;
    }
    scan->at += 2;
    while (*scan->at && !g_str_has_prefix(scan->at, "*/")) {
        step(scan);
    }
    if (*scan->at) {
        scan->at += 2;
    }
}

static void skip_quoted(Scan *scan)
{
    char quote = *scan->at;

    scan->at++;
    while (*scan->at && *scan->at != quote && *scan->at != '\n') {
        if (*scan->at == '\\' && scan->at[1]) {
            step(scan);
        }
        step(scan);
    }
    if (*scan->at == quote) {
        scan->at++;
    }
}

/* A whole directive with its continued lines; newly allocated. */
static char *take_directive(Scan *scan)
{
    GString *text = g_string_new(NULL);

    while (*scan->at && *scan->at != '\n') {
        if (scan->at[0] == '\\' && scan->at[1] == '\n') {
            step(scan);
        } else {
            g_string_append_c(text, *scan->at);
        }
        step(scan);
    }
    return g_string_free(text, FALSE);
}

static char *negated(const char *condition)
{
    return g_strdup_printf("!(%s)", condition);
}

static void read_directive(Scan *scan)
{
    g_autofree char *text = take_directive(scan);
    GPtrArray *stack = scan->conditions;
    const char *word = text + 1 + strspn(text + 1, " \t");

    if (g_str_has_prefix(word, "ifdef")) {
        g_ptr_array_add(stack, g_strdup_printf("defined(%s)",
                                               g_strstrip((char *)word + 5)));
    } else if (g_str_has_prefix(word, "ifndef")) {
        g_ptr_array_add(stack, g_strdup_printf("!defined(%s)",
                                               g_strstrip((char *)word + 6)));
    } else if (g_str_has_prefix(word, "if")) {
        g_ptr_array_add(stack, g_strdup(g_strstrip((char *)word + 2)));
    } else if (g_str_has_prefix(word, "el") && stack->len > 0) {
        char **top = (char **)&g_ptr_array_index(stack, stack->len - 1);
        char *other = g_str_has_prefix(word, "elif")
                          ? g_strdup(g_strstrip((char *)word + 4))
                          : negated(*top);

        g_free(*top);
        *top = other;
    } else if (g_str_has_prefix(word, "endif") && stack->len > 0) {
        g_ptr_array_set_size(stack, (int)stack->len - 1);
    }
}

static char *conditions_text(const Scan *scan)
{
    GString *out;

    if (scan->conditions->len == 0) {
        return NULL;
    }
    out = g_string_new(NULL);
    for (guint i = 0; i < scan->conditions->len; i++) {
        g_string_append_printf(out, "%s%s", i ? " && " : "",
                               (char *)g_ptr_array_index(scan->conditions, i));
    }
    return g_string_free(out, FALSE);
}

static gsize word_length(const char *at)
{
    return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                      "0123456789_");
}

/* After a type: `name = {`, `name[] = {`, `name[N] = {`. */
static gsize defined_name(const char *at, gsize *ret_length)
{
    const char *start = at + strspn(at, " \t\n");
    const char *end;

    *ret_length = word_length(start);
    if (*ret_length == 0) {
        return 0;
    }
    end = start + *ret_length;
    end += strspn(end, " \t\n");
    while (*end == '[') {
        end += strcspn(end, "]\n");
        end += *end == ']';
        end += strspn(end, " \t\n");
    }
    if (*end != '=') {
        return 0;
    }
    end++;
    end += strspn(end, " \t\n");
    return *end == '{' ? (gsize)(start - at) : 0;
}

static void read_word(Scan *scan)
{
    gsize length = word_length(scan->at);

    if (scan->open && scan->entry && g_str_has_prefix(scan->at, scan->entry)) {
        scan->open->entries++;
    }
    for (guint i = 0; scan->depth == 0 && i < G_N_ELEMENTS(constructs); i++) {
        gsize name_length;
        gsize offset;

        if (strlen(constructs[i].type) != length ||
            strncmp(scan->at, constructs[i].type, length) != 0) {
            continue;
        }
        offset = defined_name(scan->at + length, &name_length);
        if (offset == 0) {
            continue;
        }
        scan->open = ir_tree_add_mark(scan->tree);
        scan->open->kind = constructs[i].kind;
        scan->open->name = g_strndup(scan->at + length + offset, name_length);
        scan->open->when = conditions_text(scan);
        scan->open->location = (Location){scan->path, scan->line};
        scan->entry = constructs[i].entry;
        scan->open_depth = scan->depth;
    }
    scan->at += length;
}

static void close_brace(Scan *scan)
{
    if (scan->depth > 0) {
        scan->depth--;
    }
    if (scan->open && scan->depth == scan->open_depth) {
        scan->open = NULL;
    }
}

void qemu_census(IrTree *tree, const char *path, const char *text)
{
    Scan scan = {.tree = tree, .at = text, .line = 1};
    bool line_start = true;

    scan.path = ir_tree_file(tree, path);
    scan.conditions = g_ptr_array_new_with_free_func(g_free);
    while (*scan.at) {
        char c = *scan.at;

        if (c == '/' && (scan.at[1] == '/' || scan.at[1] == '*')) {
            skip_comment(&scan);
        } else if (c == '#' && line_start) {
            read_directive(&scan);
        } else if (c == '"' || c == '\'') {
            skip_quoted(&scan);
        } else if (word_length(scan.at) > 0) {
            read_word(&scan);
        } else {
            scan.depth += c == '{';
            if (c == '}') {
                close_brace(&scan);
            }
            line_start = c == '\n' || (line_start && g_ascii_isspace(c));
            step(&scan);
            continue;
        }
        line_start = false;
    }
    g_ptr_array_unref(scan.conditions);
}
