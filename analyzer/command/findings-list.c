/*
 * Finds compat lists in source text: arrays of GlobalProperty, and until 3.1
 * macros that expand to entries (include/hw/compat.h, commit 88cbe07372).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/findings-list.h"

#include <string.h>

LineEdit *line_edit_new(guint line, guint n_removed)
{
    LineEdit *edit = g_new0(LineEdit, 1);

    edit->line = line;
    edit->n_removed = n_removed;
    edit->added = g_ptr_array_new_with_free_func(g_free);
    return edit;
}

void line_edit_free(LineEdit *edit)
{
    if (edit) {
        g_ptr_array_unref(edit->added);
        g_free(edit);
    }
}

static bool is_in_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static const char *skip_space(const char *at)
{
    while (g_ascii_isspace(*at)) {
        at++;
    }
    return at;
}

/* Behind the string, character or comment that begins here; `at` itself if
 * none does. */
static const char *skip_opaque(const char *at)
{
    const char *end;

    if (at[0] == '/' && at[1] == '*') {
        end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (at[0] == '/' && at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    if (*at != '"' && *at != '\'') {
        return at;
    }
    for (end = at + 1; *end && *end != *at; end++) {
        if (*end == '\\' && end[1]) {
            end++;
        }
    }
    return *end ? end + 1 : end;
}

/* The brace of `NAME[...] = {`, given what follows the name; NULL. */
static const char *array_brace(const char *at)
{
    at = skip_space(at);
    if (*at != '[') {
        return NULL;
    }
    at += strcspn(at, "]");
    at = *at ? skip_space(at + 1) : at;
    if (*at != '=') {
        return NULL;
    }
    at = skip_space(at + 1);
    return *at == '{' ? at : NULL;
}

static bool is_macro_name(const char *text, const char *at)
{
    static const char define[] = "define";
    const char *line = at;

    while (line > text && line[-1] != '\n') {
        line--;
    }
    line += strspn(line, " \t");
    if (*line != '#') {
        return false;
    }
    line = line + 1 + strspn(line + 1, " \t");
    return strncmp(line, define, strlen(define)) == 0 &&
           line + strlen(define) + strspn(line + strlen(define), " \t") == at;
}

static guint line_of(const char *text, const char *at)
{
    guint line = 1;

    for (; text < at; text++) {
        line += *text == '\n';
    }
    return line;
}

static const char *start_of_line(const char *text, guint line)
{
    while (line > 1 && *text) {
        text += strcspn(text, "\n");
        text += *text == '\n';
        line--;
    }
    return text;
}

guint compat_list_find(const char *text, const char *list, guint before)
{
    gsize length = strlen(list);
    guint found = 0;

    for (const char *at = strstr(text, list); at; at = strstr(at + 1, list)) {
        bool is_word =
            (at == text || !is_in_word(at[-1])) && !is_in_word(at[length]);
        guint line = line_of(text, at);

        if (!is_word ||
            !(array_brace(at + length) || is_macro_name(text, at))) {
            continue;
        }
        if (before == 0 && found != 0) {
            return 0;
        }
        if (before == 0 || line <= before) {
            found = line;
        }
    }
    return found;
}

static char *quoted(const char *text)
{
    g_autofree char *escaped = g_strescape(text, NULL);

    return g_strdup_printf("\"%s\"", escaped);
}

static void add_array_rows(LineEdit *edit, const GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        const CompatRow *row = &g_array_index(rows, CompatRow, i);
        g_autofree char *driver = quoted(row->driver);
        g_autofree char *property = quoted(row->property);
        g_autofree char *value = quoted(row->value);

        g_ptr_array_add(edit->added, g_strdup_printf("    { %s, %s, %s },",
                                                     driver, property, value));
    }
}

/* What was seen between the braces of a list. */
typedef struct ListShape {
    const char *close;     /* the brace; NULL: never closed */
    char last;             /* last character at the top that says something */
    bool ends_with_marker; /* the last entry is empty: { } */
} ListShape;

static ListShape shape_of(const char *open)
{
    ListShape shape = {NULL, '{', false};
    guint depth = 1;
    bool is_empty = true;

    for (const char *at = open + 1; *at; at++) {
        const char *end = skip_opaque(at);

        if (end > at) {
            is_empty = is_empty && *at == '/';
            at = end - 1;
            continue;
        }
        if (*at == '{' && depth++ == 1) {
            is_empty = true;
        } else if (*at == '}' && --depth == 1) {
            shape.ends_with_marker = is_empty;
        } else if (depth == 0) {
            shape.close = at;
            break;
        } else if (!g_ascii_isspace(*at) && *at != '{' && depth > 1) {
            is_empty = false;
        }
        if (depth == 1 && !g_ascii_isspace(*at)) {
            shape.last = *at;
        }
    }
    return shape;
}

static bool is_blank(const char *from, const char *to)
{
    while (from < to && g_ascii_isspace(*from)) {
        from++;
    }
    return from == to;
}

/* `NAME[] = {}`: the line is opened. */
static LineEdit *open_array(const char *text, const char *open,
                            const char *close, const GArray *rows)
{
    guint line = line_of(text, open);
    const char *start = start_of_line(text, line);
    LineEdit *edit;

    if (!is_blank(open + 1, close)) {
        return NULL;
    }
    edit = line_edit_new(line, 1);
    g_ptr_array_add(edit->added, g_strndup(start, open + 1 - start));
    add_array_rows(edit, rows);
    g_ptr_array_add(edit->added, g_strndup(close, strcspn(close, "\n")));
    return edit;
}

static LineEdit *add_to_array(const char *text, const char *open,
                              const GArray *rows)
{
    const ListShape shape = shape_of(open);
    const char *end_of_open = open + strcspn(open, "\n");
    LineEdit *edit = NULL;
    guint close_line;

    if (!shape.close) {
        return NULL;
    }
    if (shape.close < end_of_open) {
        return open_array(text, open, shape.close, rows);
    }
    close_line = line_of(text, shape.close);
    if ((shape.last == ',' || shape.last == '{') && !shape.ends_with_marker &&
        is_blank(start_of_line(text, close_line), shape.close)) {
        edit = line_edit_new(close_line, 0);
    } else if (is_blank(open + 1, end_of_open)) {
        edit = line_edit_new(line_of(text, open) + 1, 0);
    } else {
        return NULL;
    }
    add_array_rows(edit, rows);
    return edit;
}

static void add_macro_row(LineEdit *edit, const CompatRow *row, const char *end)
{
    g_autofree char *driver = quoted(row->driver);
    g_autofree char *property = quoted(row->property);
    g_autofree char *value = quoted(row->value);

    g_ptr_array_add(edit->added, g_strdup("    {\\"));
    g_ptr_array_add(edit->added,
                    g_strdup_printf("        .driver   = %s,\\", driver));
    g_ptr_array_add(edit->added,
                    g_strdup_printf("        .property = %s,\\", property));
    g_ptr_array_add(edit->added,
                    g_strdup_printf("        .value    = %s,\\", value));
    g_ptr_array_add(edit->added, g_strconcat("    },", end, NULL));
}

/* `end` of the macro: "" if nothing follows, else a backslash. */
static void add_macro_rows(LineEdit *edit, const GArray *rows, const char *end)
{
    for (guint i = 0; i < rows->len; i++) {
        add_macro_row(edit, &g_array_index(rows, CompatRow, i),
                      i + 1 < rows->len ? "\\" : end);
    }
}

/* At the top: what follows needs no comma before it. */
static LineEdit *add_to_macro(const char *text, const char *name,
                              const char *list, const GArray *rows)
{
    const char *rest = name + strlen(list);
    const char *end = rest + strcspn(rest, "\n");
    const char *more = rest + strspn(rest, " \t");
    guint line = line_of(text, name);
    LineEdit *edit;

    if (*more == '\\' && more + 1 == end) {
        edit = line_edit_new(line + 1, 0);
        add_macro_rows(edit, rows, "\\");
        return edit;
    }
    if (more < end && skip_space(skip_opaque(more)) < end) {
        return NULL;
    }
    edit = line_edit_new(line, 1);
    g_ptr_array_add(edit->added, g_strdup_printf("#define %s \\", list));
    add_macro_rows(edit, rows, "");
    return edit;
}

LineEdit *compat_list_add(const char *text, const char *list, guint line,
                          const GArray *rows)
{
    const char *name = strstr(start_of_line(text, line), list);
    const char *open = name ? array_brace(name + strlen(list)) : NULL;

    if (open) {
        return add_to_array(text, open, rows);
    }
    return name && is_macro_name(text, name)
               ? add_to_macro(text, name, list, rows)
               : NULL;
}
