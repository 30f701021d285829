/*
 * .hx files: DEF(name, HAS_ARG, enumerator, help, architectures) between
 * lines of documentation and #if conditions (scripts/hxtool).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/hx.h"

#include <string.h>

typedef struct Scan {
    IrTree *tree;
    const char *file;
    const char *at;
    guint line;
    GPtrArray *conditions; /* char * */
    HxOption *last;        /* whose documentation follows */
} Scan;

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

static char *join_conditions(const Scan *scan)
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

static void read_condition(Scan *scan, const char *line)
{
    GPtrArray *stack = scan->conditions;

    if (g_str_has_prefix(line, "#ifdef ")) {
        g_ptr_array_add(stack, g_strdup_printf("defined(%s)", line + 7));
    } else if (g_str_has_prefix(line, "#ifndef ")) {
        g_ptr_array_add(stack, g_strdup_printf("!defined(%s)", line + 8));
    } else if (g_str_has_prefix(line, "#if ")) {
        g_ptr_array_add(stack, g_strdup(line + 4));
    } else if (g_str_has_prefix(line, "#endif") && stack->len > 0) {
        g_ptr_array_set_size(stack, (int)stack->len - 1);
    } else if (g_str_has_prefix(line, "#el") && stack->len > 0) {
        char **top = (char **)&g_ptr_array_index(stack, stack->len - 1);
        char *other = g_strdup_printf("!(%s)", *top);

        g_free(*top);
        *top = other;
    }
}

/* The arguments of a DEF( from behind the bracket, split at commas outside
 * strings and brackets. NULL if it does not end. */
static GPtrArray *take_arguments(Scan *scan)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    GString *argument = g_string_new(NULL);
    guint depth = 0;
    bool quoted = false;

    for (; *scan->at; scan->at++) {
        char c = *scan->at;

        scan->line += c == '\n';
        if (quoted && c == '\\' && scan->at[1]) {
            g_string_append_c(argument, c);
            c = *++scan->at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == ')') && depth == 0) {
            g_ptr_array_add(arguments,
                            g_strstrip(g_string_free(argument, FALSE)));
            if (c == ')') {
                scan->at++;
                return arguments;
            }
            argument = g_string_new(NULL);
            continue;
        } else if (!quoted) {
            depth += c == '(';
            depth -= c == ')';
        }
        g_string_append_c(argument, c);
    }
    g_string_free(argument, TRUE);
    g_ptr_array_unref(arguments);
    return NULL;
}

/* "\"a\\n\" \"b\"" -> "a\nb" */
static char *join_strings(const char *text)
{
    GString *out = g_string_new(NULL);
    bool quoted = false;

    for (; *text; text++) {
        if (*text == '"') {
            quoted = !quoted;
        } else if (quoted && *text == '\\' && text[1]) {
            text++;
            g_string_append_c(out, *text == 'n' ? '\n' : *text);
        } else if (quoted) {
            g_string_append_c(out, *text);
        }
    }
    return g_string_free(out, FALSE);
}

static void read_definition(Scan *scan)
{
    guint line = scan->line;
    g_autoptr(GPtrArray) arguments = NULL;
    HxOption *option;

    scan->at += strlen("DEF(");
    arguments = take_arguments(scan);
    if (!arguments || arguments->len < 4) {
        IrFailure *failure = ir_tree_add_failure(
            scan->tree, scan->file, "option", "a DEF() that cannot be read");

        failure->line = line;
        return;
    }
    option = ir_tree_add_option(scan->tree);
    option->name = join_strings(g_ptr_array_index(arguments, 0));
    option->takes_value =
        g_str_equal(g_ptr_array_index(arguments, 1), "HAS_ARG");
    option->enumerator = g_strdup(g_ptr_array_index(arguments, 2));
    option->help = join_strings(g_ptr_array_index(arguments, 3));
    option->arch = g_strdup(arguments->len > 4 ? g_ptr_array_index(arguments, 4)
                                               : "QEMU_ARCH_ALL");
    option->when = join_conditions(scan);
    option->location = (Location){scan->file, line};
    scan->last = option;
}

/* SRST ... ERST, STEXI ... ETEXI. */
static void read_document(Scan *scan, const char *end)
{
    GString *text = g_string_new(NULL);

    while (*scan->at) {
        g_autofree char *line = take_line(scan);

        if (g_str_has_prefix(line, end)) {
            break;
        }
        g_string_append_printf(text, "%s\n", line);
    }
    if (scan->last && !scan->last->document) {
        scan->last->document = g_string_free(text, FALSE);
    } else {
        g_string_free(text, TRUE);
    }
}

void hx_parse(IrTree *tree, const char *path, const char *text)
{
    Scan scan = {.tree = tree, .at = text, .line = 1};

    scan.file = ir_tree_file(tree, path);
    scan.conditions = g_ptr_array_new_with_free_func(g_free);
    while (*scan.at) {
        if (g_str_has_prefix(scan.at, "DEF(")) {
            read_definition(&scan);
        } else {
            g_autofree char *line = take_line(&scan);

            if (g_str_has_prefix(line, "SRST")) {
                read_document(&scan, "ERST");
            } else if (g_str_has_prefix(line, "STEXI")) {
                read_document(&scan, "ETEXI");
            } else if (*line == '#') {
                read_condition(&scan, g_strchomp(line));
            }
        }
    }
    g_ptr_array_unref(scan.conditions);
}
