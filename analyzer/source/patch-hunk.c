/*
 * The hunks of a patch.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/patch-parser.h"

/* Lines that no file has more of. */
#define MOST_LINES 100000000

gsize patch_line_length(const PatchParser *parser)
{
    const char *end = memchr(parser->at, '\n', parser->end - parser->at);

    return (gsize)((end ? end : parser->end) - parser->at);
}

void patch_skip_line(PatchParser *parser)
{
    parser->at += patch_line_length(parser);
    if (parser->at < parser->end) {
        parser->at++;
    }
    parser->line++;
}

bool patch_line_begins(const PatchParser *parser, const char *prefix)
{
    gsize length = strlen(prefix);

    return (gsize)(parser->end - parser->at) >= length &&
           memcmp(parser->at, prefix, length) == 0;
}

char *patch_line_text(const PatchParser *parser)
{
    return g_strndup(parser->at, patch_line_length(parser));
}

bool patch_is_broken(const PatchParser *parser, const char *why, GError **error)
{
    g_set_error(error, PATCH_ERROR, PATCH_ERROR_BROKEN, "line %u: %s",
                parser->line, why);
    return false;
}

static bool read_number(const char **at, guint *number)
{
    gsize digits = strspn(*at, "0123456789");

    if (digits == 0 || digits > 9) {
        return false;
    }
    *number = (guint)g_ascii_strtoull(*at, NULL, 10);
    *at += digits;
    return *number < MOST_LINES;
}

/* "-12,3": without the count it is 1. */
static bool read_range(const char **at, char sign, guint *start, guint *count)
{
    if (**at != sign) {
        return false;
    }
    (*at)++;
    *count = 1;
    if (!read_number(at, start)) {
        return false;
    }
    if (**at != ',') {
        return true;
    }
    (*at)++;
    return read_number(at, count);
}

static bool read_header(const PatchParser *parser, PatchHunk *hunk)
{
    g_autofree char *text = patch_line_text(parser);
    const char *at = text + strlen("@@ ");

    hunk->line = parser->line;
    if (!read_range(&at, '-', &hunk->old_start, &hunk->n_old) || *at != ' ') {
        return false;
    }
    at++;
    return read_range(&at, '+', &hunk->new_start, &hunk->n_new) &&
           g_str_has_prefix(at, " @@");
}

/* The line end that the file has not. */
static void drop_line_end(PatchHunk *hunk)
{
    PatchLine *last = hunk->lines->len ? &g_array_index(hunk->lines, PatchLine,
                                                        hunk->lines->len - 1)
                                       : NULL;

    if (last && last->length && last->text[last->length - 1] == '\n') {
        last->length--;
    }
}

/* Adds the line that comes next; false if it cannot be in a hunk. */
static bool add_line(PatchParser *parser, PatchHunk *hunk, guint *n_old,
                     guint *n_new)
{
    const char *at = parser->at;
    gsize length = patch_line_length(parser);
    PatchLine line = {at + 1, 0, length ? *at : ' '};

    patch_skip_line(parser);
    line.length = length ? (gsize)(parser->at - at) - 1 : 0;
    if (length == 0) {
        /* An empty line of context whose blank the mail lost. */
        line.text = at;
        line.length = (gsize)(parser->at - at);
    }
    if (line.mark == '\\') {
        drop_line_end(hunk);
        return hunk->lines->len;
    }
    if (line.mark != ' ' && line.mark != '+' && line.mark != '-') {
        return false;
    }
    *n_old += line.mark != '+';
    *n_new += line.mark != '-';
    g_array_append_val(hunk->lines, line);
    return *n_old <= hunk->n_old && *n_new <= hunk->n_new;
}

static bool read_hunk(PatchParser *parser, PatchHunk *hunk, GError **error)
{
    guint n_old = 0;
    guint n_new = 0;

    if (!read_header(parser, hunk)) {
        return patch_is_broken(parser, "the head of a hunk is broken", error);
    }
    patch_skip_line(parser);
    while (n_old < hunk->n_old || n_new < hunk->n_new) {
        if (parser->at >= parser->end) {
            return patch_is_broken(parser, "the patch ends within a hunk",
                                   error);
        }
        if (!add_line(parser, hunk, &n_old, &n_new)) {
            parser->line--;
            return patch_is_broken(
                parser, "not a line of a hunk, or more than its head says",
                error);
        }
    }
    if (parser->at < parser->end && *parser->at == '\\') {
        add_line(parser, hunk, &n_old, &n_new);
    }
    return true;
}

static void hunk_free(PatchHunk *hunk)
{
    g_array_unref(hunk->lines);
    g_free(hunk);
}

static bool is_in_order(const PatchedFile *file, const PatchHunk *hunk)
{
    const PatchHunk *last =
        file->hunks->len ? g_ptr_array_index(file->hunks, file->hunks->len - 1)
                         : NULL;

    return !last || hunk->old_start >= last->old_start + last->n_old;
}

bool patch_read_hunks(PatchParser *parser, PatchedFile *file, GError **error)
{
    while (patch_line_begins(parser, "@@ -")) {
        PatchHunk *hunk = g_new0(PatchHunk, 1);

        hunk->lines = g_array_new(FALSE, FALSE, sizeof(PatchLine));
        if (!read_hunk(parser, hunk, error)) {
            hunk_free(hunk);
            return false;
        }
        if (!is_in_order(file, hunk)) {
            hunk_free(hunk);
            return patch_is_broken(parser, "hunks that overlap", error);
        }
        g_ptr_array_add(file->hunks, hunk);
    }
    return true;
}
