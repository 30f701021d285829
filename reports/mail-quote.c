/*
 * The lines that a remark in a mail answers to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/mail-quote.h"

#include <stdio.h>
#include <string.h>

#include "reports/annotation.h"

/* Lines of a hunk quoted around the one that matters; others are cut. */
#define LINES_BEFORE 8
#define LINES_AFTER  4

/* Which lines of a diff to quote. */
typedef struct HunkPlace {
    guint header; /* index of "@@" */
    guint line;   /* of the line that matters */
    guint end;    /* behind the last of the hunk */
} HunkPlace;

static void quote_line(GString *out, const char *line)
{
    g_autofree char *clean = annotation_clean(line);

    g_string_append_printf(out, "> %s", clean);
    while (out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    g_string_append_c(out, '\n');
}

static bool is_of_side(char mark, EvidenceSide side)
{
    return mark == ' ' || mark == (side == EVIDENCE_OLD ? '-' : '+');
}

static guint end_of_hunk(char **lines, guint header)
{
    guint end = header + 1;

    while (lines[end] && strchr(" +-\\", lines[end][0]) && lines[end][0]) {
        end++;
    }
    return end;
}

/* Looks for line `wanted` of one side in one hunk. */
static bool find_in_hunk(char **lines, guint header, EvidenceSide side,
                         guint wanted, HunkPlace *place)
{
    const char *numbers =
        strchr(lines[header], side == EVIDENCE_OLD ? '-' : '+');
    guint end = end_of_hunk(lines, header);
    guint number = 0;

    if (!numbers || sscanf(numbers + 1, "%u", &number) != 1) {
        return false;
    }
    for (guint i = header + 1; i < end; i++) {
        if (is_of_side(lines[i][0], side) && number++ == wanted) {
            *place = (HunkPlace){header, i, end};
            return true;
        }
    }
    return false;
}

static bool find_place(char **lines, const Evidence *evidence, HunkPlace *place)
{
    for (guint i = 0; lines[i]; i++) {
        if (g_str_has_prefix(lines[i], "@@ ") &&
            find_in_hunk(lines, i, evidence->side, evidence->location.line,
                         place)) {
            return true;
        }
    }
    return false;
}

static void quote_hunk(GString *out, char **lines, const HunkPlace *place)
{
    guint first = place->line > place->header + LINES_BEFORE
                      ? place->line - LINES_BEFORE
                      : place->header + 1;
    guint last = MIN(place->line + LINES_AFTER + 1, place->end);

    for (guint i = 0; !g_str_has_prefix(lines[i], "@@ "); i++) {
        if (g_str_has_prefix(lines[i], "--- ") ||
            g_str_has_prefix(lines[i], "+++ ")) {
            quote_line(out, lines[i]);
        }
    }
    quote_line(out, lines[place->header]);
    if (first > place->header + 1) {
        quote_line(out, "[...]");
    }
    for (guint i = first; i < last; i++) {
        quote_line(out, lines[i]);
    }
    if (last < place->end) {
        quote_line(out, "[...]");
    }
}

static const char *patch_of(const Report *report, const char *file)
{
    for (guint i = 0; file && report->patches && i < report->patches->len;
         i++) {
        const ReportPatch *patch =
            &g_array_index(report->patches, ReportPatch, i);

        if (g_str_equal(patch->file, file)) {
            return patch->text;
        }
    }
    return NULL;
}

static bool quote_change(GString *out, const Report *report,
                         const Evidence *evidence)
{
    const char *patch = patch_of(report, evidence->location.file);
    g_auto(GStrv) lines = patch ? g_strsplit(patch, "\n", -1) : NULL;
    HunkPlace place;

    if (!lines || !find_place(lines, evidence, &place)) {
        return false;
    }
    quote_hunk(out, lines, &place);
    return true;
}

char *mail_quote(const Report *report, const Finding *finding,
                 const Evidence **ret_evidence)
{
    const Evidence *first = annotation_evidence(finding);
    g_autoptr(GString) out = g_string_new(NULL);

    *ret_evidence = NULL;
    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);

        if (quote_change(out, report, evidence)) {
            *ret_evidence = evidence;
            return g_string_free(g_steal_pointer(&out), FALSE);
        }
    }
    if (first && first->text) {
        g_autofree char *place = g_strdup_printf("%s:%u", first->location.file,
                                                 first->location.line);

        quote_line(out, place);
        quote_line(out, first->text);
        *ret_evidence = first;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
