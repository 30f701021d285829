/*
 * Edits of lines as a unified diff.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/findings-diff.h"

#include <string.h>

#define CONTEXT_LINES 3

/* Edits from `first` on that share a hunk. */
static guint edits_in_hunk(const GPtrArray *edits, guint first)
{
    guint n = 1;

    while (first + n < edits->len) {
        const LineEdit *last = g_ptr_array_index(edits, first + n - 1);
        const LineEdit *next = g_ptr_array_index(edits, first + n);

        if (next->line > last->line + last->n_removed + 2 * CONTEXT_LINES) {
            break;
        }
        n++;
    }
    return n;
}

typedef struct Lines {
    char **all; /* without line ends */
    guint n;
    bool is_terminated; /* the last one ends with a line feed */
} Lines;

static void print_line(GString *out, const Lines *lines, char mark,
                       guint number)
{
    g_string_append_printf(out, "%c%s\n", mark, lines->all[number - 1]);
    if (number == lines->n && !lines->is_terminated) {
        g_string_append(out, "\\ No newline at end of file\n");
    }
}

static void print_hunk(GString *out, const Lines *lines, const GPtrArray *edits,
                       guint first, guint n, int *shift)
{
    const LineEdit *start = g_ptr_array_index(edits, first);
    const LineEdit *last = g_ptr_array_index(edits, first + n - 1);
    guint from = start->line > CONTEXT_LINES ? start->line - CONTEXT_LINES : 1;
    guint to = MIN(last->line + last->n_removed + CONTEXT_LINES - 1, lines->n);
    int grown = 0;
    guint at = from;

    for (guint i = first; i < first + n; i++) {
        const LineEdit *edit = g_ptr_array_index(edits, i);

        grown += (int)edit->added->len - (int)edit->n_removed;
    }
    g_string_append_printf(out, "@@ -%u,%u +%d,%d @@\n", from, to - from + 1,
                           (int)from + *shift, (int)(to - from + 1) + grown);
    *shift += grown;
    for (guint i = first; i < first + n; i++) {
        const LineEdit *edit = g_ptr_array_index(edits, i);

        for (; at < edit->line; at++) {
            print_line(out, lines, ' ', at);
        }
        for (; at < edit->line + edit->n_removed; at++) {
            print_line(out, lines, '-', at);
        }
        for (guint j = 0; j < edit->added->len; j++) {
            g_string_append_printf(out, "+%s\n",
                                   (char *)g_ptr_array_index(edit->added, j));
        }
    }
    for (; at <= to; at++) {
        print_line(out, lines, ' ', at);
    }
}

void unified_diff(GString *out, const char *path, const char *text,
                  const GPtrArray *edits)
{
    g_auto(GStrv) all = g_strsplit(text, "\n", -1);
    Lines lines = {all, g_strv_length(all), true};
    int shift = 0;

    if (lines.n && !*all[lines.n - 1]) {
        lines.n--;
    } else {
        lines.is_terminated = false;
    }
    g_string_append_printf(out, "--- a/%s\n+++ b/%s\n", path, path);
    for (guint i = 0; i < edits->len;) {
        guint n = edits_in_hunk(edits, i);

        print_hunk(out, &lines, edits, i, n, &shift);
        i += n;
    }
}
