/*
 * The headings of a page in rST or Texinfo.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-deprecation.h"

#include <string.h>

/* Headings above this level are groups of features. */
#define ITEM_LEVEL 3
/* What underlines a heading in rST. */
#define RULES "=-'~^\"*+#"

static const struct {
    const char *command;
    guint level;
} commands[] = {
    {"@appendix ", 1},   {"@chapter ", 1},       {"@section ", 2},
    {"@subsection ", 3}, {"@subsubsection ", 4},
};

typedef struct Page {
    char **lines;
    GPtrArray *headings;
    char levels[16]; /* rules by level, in the order of appearance */
    bool is_texinfo;
    bool is_wanted; /* Texinfo: in an appendix on deprecation */
} Page;

static void free_heading(gpointer heading)
{
    page_heading_free(heading);
}

static bool is_rule(const char *line)
{
    char set[2] = {*line, '\0'};

    return *line && strchr(RULES, *line) && strlen(line) >= 3 &&
           line[strspn(line, set)] == '\0';
}

static guint level_of_rule(Page *page, char rule)
{
    const char *known = strchr(page->levels, rule);
    size_t n = strlen(page->levels);

    if (known) {
        return (guint)(known - page->levels) + 1;
    }
    if (n + 1 < sizeof(page->levels)) {
        page->levels[n] = rule;
    }
    return (guint)n + 1;
}

static PageHeading *rst_heading(Page *page, guint index)
{
    const char *line = page->lines[index];
    const char *next = page->lines[index + 1];

    if (!next || !*line || g_ascii_isspace(*line) || is_rule(line) ||
        !is_rule(next)) {
        return NULL;
    }
    return page_heading_new(line, level_of_rule(page, *next), index + 1);
}

static bool is_on_deprecation(const char *title)
{
    g_autofree char *lower = g_ascii_strdown(title, -1);

    return strstr(lower, "deprecated") || strstr(lower, "removed");
}

static PageHeading *texinfo_heading(Page *page, guint index)
{
    const char *line = page->lines[index];

    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        const char *text;

        if (!g_str_has_prefix(line, commands[i].command)) {
            continue;
        }
        text = line + strlen(commands[i].command);
        if (commands[i].level == 1) {
            page->is_wanted = is_on_deprecation(text);
        }
        return page->is_wanted
                   ? page_heading_new(text, commands[i].level, index + 1)
                   : NULL;
    }
    return NULL;
}

static bool is_paragraph_line(const char *line)
{
    return *line && !is_rule(line) && *line != '@' &&
           !g_str_has_prefix(line, "..");
}

/* The first paragraph behind the heading's line, up to the next heading. */
static char *paragraph_after(const Page *page, guint index)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (!page->is_texinfo) {
        index++;
    }
    while (page->lines[index] && !*page->lines[index]) {
        index++;
    }
    for (; page->lines[index] && is_paragraph_line(page->lines[index]);
         index++) {
        const char *next = page->lines[index + 1];

        if (!page->is_texinfo && next && is_rule(next)) {
            break;
        }
        g_string_append_printf(text, "%s%s", text->len ? " " : "",
                               page->lines[index]);
    }
    return text->len ? g_strdup(text->str) : NULL;
}

/* A heading with a remark is an item, and so is one below the groups that has
 * no headings under it. */
static void decide_items(GPtrArray *headings)
{
    for (guint i = 0; i < headings->len; i++) {
        PageHeading *heading = g_ptr_array_index(headings, i);
        const PageHeading *next =
            i + 1 < headings->len ? g_ptr_array_index(headings, i + 1) : NULL;
        bool is_group = next && next->level > heading->level;

        heading->is_item = heading->since || heading->removed ||
                           (heading->level >= ITEM_LEVEL && !is_group);
    }
}

GPtrArray *page_headings(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) lines = g_strsplit(valid, "\n", -1);
    GPtrArray *headings = g_ptr_array_new_with_free_func(free_heading);
    Page page = {.lines = lines, .headings = headings};

    page.is_texinfo = strstr(text, "\n@section") != NULL;
    for (guint i = 0; lines[i]; i++) {
        PageHeading *heading =
            page.is_texinfo ? texinfo_heading(&page, i) : rst_heading(&page, i);

        if (heading) {
            heading->paragraph = paragraph_after(&page, i + 1);
            g_ptr_array_add(headings, heading);
        }
    }
    decide_items(headings);
    return headings;
}
