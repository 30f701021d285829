/*
 * One heading of a page: its subject and the releases that it names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-deprecation.h"

#include <string.h>

void page_heading_free(PageHeading *heading)
{
    if (!heading) {
        return;
    }
    g_free(heading->subject);
    g_free(heading->since);
    g_free(heading->removed);
    g_free(heading->paragraph);
    g_free(heading);
}

/* `x` in rST and Texinfo is marked with backquotes, stars, @code{x}. */
static char *without_markup(const char *text)
{
    g_autoptr(GRegex) command =
        g_regex_new("@[a-z]+\\{([^{}]*)\\}", 0, 0, NULL);
    g_autoptr(GRegex) noise = g_regex_new(
        "``|''|`|\\\\ |\\*(?=\\w)|(?<=\\w)\\*|@(?=[{}@])", 0, 0, NULL);
    g_autofree char *plain =
        g_regex_replace(command, text, -1, 0, "\\1", 0, NULL);

    return g_strstrip(
        g_regex_replace_literal(noise, plain, -1, 0, "", 0, NULL));
}

/* The release behind a word: "since 4.1", "removed in 5.1". */
static char *release_behind(const char *text, const char *word)
{
    g_autofree char *pattern = g_strdup_printf(
        "\\b%s(?:\\s+in)?\\s+v?(\\d+\\.\\d+(?:\\.\\d+)*)", word);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;

    if (!g_regex_match(regex, text, 0, &match)) {
        return NULL;
    }
    return g_match_info_fetch(match, 1);
}

/* "x (since 4.1)" -> "x"; "x (x86, since 6.0)" -> "x (x86)". */
static char *without_remark(const char *text)
{
    g_autoptr(GRegex) whole = g_regex_new(
        "\\s*\\((?:deprecated\\s+)?(?:since|removed(?:\\s+in)?)\\s+v?\\d[^()]*"
        "\\)",
        G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GRegex) part =
        g_regex_new(",\\s*(?:since|removed(?:\\s+in)?)\\s+v?\\d[\\d.]*(?=\\))",
                    G_REGEX_CASELESS, 0, NULL);
    g_autofree char *less =
        g_regex_replace_literal(whole, text, -1, 0, "", 0, NULL);

    return g_strstrip(g_regex_replace_literal(part, less, -1, 0, "", 0, NULL));
}

PageHeading *page_heading_new(const char *text, guint level, guint line)
{
    PageHeading *heading = g_new0(PageHeading, 1);
    g_autofree char *plain = without_markup(text);

    heading->subject = without_remark(plain);
    heading->since = release_behind(plain, "since");
    heading->removed = release_behind(plain, "removed");
    heading->level = level;
    heading->line = line;
    return heading;
}
