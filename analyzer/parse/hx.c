/*
 * .hx files: DEF(name, HAS_ARG, enumerator, help, architectures) between
 * lines of documentation and #if conditions (QEMU's scripts/hxtool).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/hx.h"

#include "parse/hx-condition.h"

#include <string.h>

typedef struct Scan {
    IrTree *tree;
    const char *file;
    const char *at;
    guint line;
    HxConditions *conditions;
    guint first_undocumented; /* index of an option */
} Scan;

/* Documentation stands between such lines. */
static const struct {
    const char *start;
    const char *end;
} document_marks[] = {
    {"SRST", "ERST"},   /* from 5.0 on */
    {"STEXI", "ETEXI"}, /* until 4.2 */
    {"SQMP", "EQMP"},   /* qmp-commands.hx, until 2.7 */
};

static void complain(Scan *scan, guint line, const char *reason)
{
    IrFailure *failure =
        ir_tree_add_failure(scan->tree, scan->file, "option", reason);

    failure->line = line;
}

/* One line without its end; steps behind it. Newly allocated. */
static char *take_line(Scan *scan)
{
    gsize length = strcspn(scan->at, "\n");
    char *line = g_strndup(scan->at, length);

    scan->at += length;
    if (*scan->at == '\n') {
        scan->at++;
        scan->line++;
    }
    return line;
}

/* The text of DEF's arguments: strings as their contents, and the words
 * between them with single blanks. */
typedef struct Arguments {
    GPtrArray *done; /* char * */
    GString *current;
    guint depth;
    bool is_after_word; /* what ends `current` is no string */
    bool has_blank;     /* behind it */
} Arguments;

static void end_argument(Arguments *arguments)
{
    g_ptr_array_add(arguments->done, g_strdup(arguments->current->str));
    g_string_truncate(arguments->current, 0);
    arguments->is_after_word = false;
}

/* A string literal; steps behind it. Its contents are appended. */
static bool take_string(Scan *scan, Arguments *arguments)
{
    GString *text = arguments->current;
    const char *at = scan->at + 1;

    arguments->is_after_word = false;
    while (*at != '"') {
        if (*at == '\0' || *at == '\n') {
            return false;
        }
        if (*at == '\\' && at[1] && at[1] != '\n') {
            at++;
            g_string_append_c(text, *at == 'n'   ? '\n'
                                    : *at == 't' ? '\t'
                                                 : *at);
        } else {
            g_string_append_c(text, *at);
        }
        at++;
    }
    scan->at = at + 1;
    return true;
}

/* One character outside of strings. False if the arguments end with it. */
static bool take_character(Scan *scan, Arguments *arguments)
{
    char c = *scan->at++;

    if (arguments->depth == 0 && (c == ',' || c == ')')) {
        end_argument(arguments);
        return c == ',';
    }
    if (c == '\n') {
        scan->line++;
    }
    arguments->depth += c == '(';
    arguments->depth -= c == ')';
    if (g_ascii_isspace(c) || c == '\\') {
        arguments->has_blank = true;
        return true;
    }
    if (arguments->has_blank && arguments->is_after_word) {
        g_string_append_c(arguments->current, ' ');
    }
    g_string_append_c(arguments->current, c);
    arguments->is_after_word = true;
    arguments->has_blank = false;
    return true;
}

static bool is_directive(const Scan *scan, const char *start)
{
    return *scan->at == '#' && scan->at > start && scan->at[-1] == '\n';
}

/*
 * From behind "DEF(". Parts of a help text may be conditional; all of them
 * are taken. NULL if the arguments have no end.
 */
static GPtrArray *take_arguments(Scan *scan)
{
    Arguments arguments = {.done = g_ptr_array_new_with_free_func(g_free),
                           .current = g_string_new(NULL)};
    const char *start = scan->at;
    bool ends = false;

    while (*scan->at && !ends) {
        if (is_directive(scan, start)) {
            g_free(take_line(scan));
        } else if (g_str_has_prefix(scan->at, "\nDEF(")) {
            break;
        } else if (*scan->at != '"') {
            ends = !take_character(scan, &arguments);
        } else if (!take_string(scan, &arguments)) {
            break;
        }
    }
    g_string_free(arguments.current, TRUE);
    if (!ends) {
        g_ptr_array_unref(arguments.done);
        return NULL;
    }
    return arguments.done;
}

static void read_definition(Scan *scan)
{
    guint line = scan->line;
    g_autoptr(GPtrArray) arguments = NULL;
    HxOption *option;

    scan->at += strlen("DEF(");
    arguments = take_arguments(scan);
    if (!arguments) {
        complain(scan, line, "DEF() without an end");
        return;
    }
    if (arguments->len != 5 || *(char *)arguments->pdata[0] == '\0') {
        complain(scan, line, "DEF() of unknown form");
        return;
    }
    option = ir_tree_add_option(scan->tree);
    option->name = g_strdup(arguments->pdata[0]);
    option->takes_value = g_str_equal(arguments->pdata[1], "HAS_ARG");
    option->enumerator = g_strdup(arguments->pdata[2]);
    option->help = g_strdup(arguments->pdata[3]);
    option->arch = g_strdup(arguments->pdata[4]);
    option->when = hx_conditions_text(scan->conditions);
    option->location = (Location){scan->file, line};
}

static void read_document(Scan *scan, const char *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const GPtrArray *options = scan->tree->options;
    guint line = scan->line;
    bool ends = false;

    while (*scan->at && !ends) {
        g_autofree char *next = take_line(scan);

        ends = g_str_has_prefix(next, end);
        if (!ends) {
            g_string_append_printf(text, "%s\n", next);
        }
    }
    if (!ends) {
        complain(scan, line, "documentation without an end");
    }
    for (; scan->first_undocumented < options->len;
         scan->first_undocumented++) {
        HxOption *option = g_ptr_array_index(options, scan->first_undocumented);

        option->document = g_strdup(text->str);
    }
}

static void read_line(Scan *scan)
{
    guint number = scan->line;
    g_autofree char *line = g_strchomp(take_line(scan));

    for (guint i = 0; i < G_N_ELEMENTS(document_marks); i++) {
        if (g_str_has_prefix(line, document_marks[i].start)) {
            read_document(scan, document_marks[i].end);
            return;
        }
    }
    if (*line == '#' && !hx_conditions_read(scan->conditions, line)) {
        complain(scan, number, "directive of unknown kind");
    }
}

void hx_parse(IrTree *tree, const char *path, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    Scan scan = {.tree = tree, .at = valid, .line = 1};

    scan.file = ir_tree_file(tree, path);
    scan.conditions = hx_conditions_new();
    scan.first_undocumented = tree->options->len;
    while (*scan.at) {
        if (g_str_has_prefix(scan.at, "DEF(")) {
            read_definition(&scan);
        } else {
            read_line(&scan);
        }
    }
    if (hx_conditions_depth(scan.conditions) > 0) {
        complain(&scan, scan.line, "condition without an #endif");
    }
    hx_conditions_free(scan.conditions);
}

char *hx_definitions(const GPtrArray *options)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < options->len; i++) {
        const HxOption *option = g_ptr_array_index(options, i);

        g_string_append_printf(text, "DEF(\"%s\", %s, %s, \"\", %s)\n",
                               option->name,
                               option->takes_value ? "HAS_ARG" : "0",
                               option->enumerator, option->arch);
    }
    return g_string_free(text, FALSE);
}
