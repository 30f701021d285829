/*
 * A reply as a reviewer on a list would write it: what findings point to is
 * quoted, and each remark stands below. Plain text; prose has 72 columns,
 * source lines and diffs are not broken.
 *
 * Remarks are in the order of their places, not of their gravity: all is
 * written at the end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/location.h"
#include "reports/annotation.h"
#include "reports/layout.h"
#include "reports/mail-head.h"
#include "reports/mail-quote.h"

#define WIDTH 72

/* Words, broken at spaces; further lines begin at column `indent`, the first
 * where `out` stands. */
static void append_prose(GString *out, const char *text, guint indent)
{
    g_autofree char *clean = annotation_clean(text);
    g_auto(GStrv) words = g_strsplit_set(clean, " \n", -1);
    const char *start = strrchr(out->str, '\n');
    glong column = g_utf8_strlen(start ? start + 1 : out->str, -1);
    const char *between = "";

    for (guint i = 0; words[i]; i++) {
        glong width = g_utf8_strlen(words[i], -1);

        if (width == 0) {
            continue;
        }
        if (*between && column + 1 + width > WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
            between = "";
        }
        g_string_append_printf(out, "%s%s", between, words[i]);
        column += width + (glong)strlen(between);
        between = " ";
    }
    g_string_append_c(out, '\n');
}

/* As they are, further in. */
static void append_lines(GString *out, const char *text, guint indent)
{
    g_autofree char *clean = annotation_clean(text);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(clean), "\n", -1);

    for (guint i = 0; lines[i]; i++) {
        g_string_append_printf(out, "%*s%s\n", *lines[i] ? (int)indent : 0, "",
                               lines[i]);
    }
}

/* "2 break, 1 risk"; "" if there are none. */
static char *counts_text(const GPtrArray *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (Severity severity = 0; severity < N_SEVERITIES; severity++) {
        guint n = 0;

        for (guint i = 0; i < findings->len; i++) {
            const Finding *finding = g_ptr_array_index(findings, i);

            n += finding->severity == severity && !finding->accepted;
        }
        if (n) {
            g_string_append_printf(out, "%s%u %s", out->len ? ", " : "", n,
                                   severity_text(severity));
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void begin(const ReportContext *context)
{
    const Report *report = context->report;
    g_autofree char *counts = counts_text(report->findings);
    g_autofree char *text = g_strdup_printf(
        "Live migration, checked in the source only (nothing was run), %s %s "
        "(%s) -> %s (%s): %s.",
        report->after.project, report->before.version, report->before.label,
        report->after.version, report->after.label,
        *counts ? counts : "nothing found that breaks it");

    if (report->reply) {
        mail_head(context->out, report->reply);
    }
    append_prose(context->out, text, 0);
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    (void)context;
    (void)finding;
    (void)number;
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    (void)context;
    (void)gap;
    (void)number;
}

/* "8.2.0 -> 9.0.0 and back". */
static char *directions_of(const Report *report, const Finding *finding)
{
    const char *before = layout_tree_name(report, EVIDENCE_OLD);
    const char *after = layout_tree_name(report, EVIDENCE_NEW);

    switch (finding->directions) {
    case DIRECTION_FORWARD:
        return g_strdup_printf("%s -> %s", before, after);
    case DIRECTION_BACKWARD:
        return g_strdup_printf("%s -> %s", after, before);
    default:
        return g_strdup_printf("%s -> %s and back", before, after);
    }
}

static void append_evidence(GString *out, const Report *report,
                            const Evidence *evidence, const Evidence *quoted)
{
    g_autofree char *note = annotation_note(report, evidence);
    g_autoptr(GString) line = g_string_new(NULL);

    layout_place(line, &evidence->location);
    g_string_append_printf(line, ": %s", note);
    g_string_append(out, "  ");
    append_prose(out, line->str, 4);
    if (evidence->text && evidence != quoted) {
        g_autofree char *source = annotation_clean(evidence->text);

        append_lines(out, g_strchug(source), 6);
    }
}

/* Which change of a series it begins with, if they were told apart. */
static void append_origin(GString *out, const Report *report,
                          const Finding *finding)
{
    const GArray *steps = report->checked ? report->checked->steps : NULL;

    for (guint i = 0; steps && i < steps->len; i++) {
        const ReportStep *step = &g_array_index(steps, ReportStep, i);

        for (guint j = 0; j < step->introduces->len; j++) {
            const Finding *other = g_ptr_array_index(step->introduces, j);

            if (g_str_equal(other->fingerprint, finding->fingerprint)) {
                g_autofree char *text =
                    g_strdup_printf("Introduced by %u/%u (\"%s\").", i + 1,
                                    steps->len, step->title);

                g_string_append_c(out, '\n');
                append_prose(out, text, 0);
                break;
            }
        }
    }
}

static void append_machine_types(GString *out, const Report *report,
                                 const Finding *finding)
{
    g_autofree char *ranges =
        layout_ranges(finding->machine_types, report->promised);

    if (finding->machine_types->len) {
        g_string_append(out, "\nMachine types: ");
        append_prose(out, ranges, 2);
    }
}

static void append_remedy(GString *out, const Finding *finding)
{
    if (finding->remedy) {
        g_string_append(out, "\nSuggested: ");
        append_prose(out, finding->remedy, 2);
    }
    if (finding->patch) {
        g_string_append_c(out, '\n');
        append_lines(out, finding->patch, 2);
    }
}

static void append_remark(GString *out, const Report *report,
                          const Finding *finding, const Evidence *quoted)
{
    g_autofree char *directions = directions_of(report, finding);
    g_autofree char *text =
        g_strdup_printf("%s, %s: %s. [%s]", severity_text(finding->severity),
                        directions, finding->message, finding->rule);

    append_prose(out, text, 0);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < finding->evidence->len; i++) {
        append_evidence(out, report,
                        &g_array_index(finding->evidence, Evidence, i), quoted);
    }
    append_machine_types(out, report, finding);
    append_origin(out, report, finding);
    append_remedy(out, finding);
}

static int compare_places(const void *a, const void *b)
{
    const Finding *x = *(const Finding *const *)a;
    const Finding *y = *(const Finding *const *)b;
    const Evidence *in_x = annotation_evidence(x);
    const Evidence *in_y = annotation_evidence(y);
    int order = !in_x - !in_y;

    if (order == 0 && in_x) {
        order = location_compare(&in_x->location, &in_y->location);
    }
    order = order ? order
                  : (x->severity > y->severity) - (x->severity < y->severity);
    order = order ? order : strcmp(x->fingerprint, y->fingerprint);
    return order ? order : strcmp(x->message, y->message);
}

static void append_remarks(GString *out, const Report *report)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    g_autofree char *last = g_strdup("");

    for (guint i = 0; i < report->findings->len; i++) {
        g_ptr_array_add(sorted, g_ptr_array_index(report->findings, i));
    }
    g_ptr_array_sort(sorted, compare_places);
    for (guint i = 0; i < sorted->len; i++) {
        const Finding *finding = g_ptr_array_index(sorted, i);
        const Evidence *quoted = NULL;
        g_autofree char *quote = mail_quote(report, finding, &quoted);

        if (finding->accepted) {
            continue;
        }
        g_string_append_c(out, '\n');
        if (*quote && !g_str_equal(quote, last)) {
            g_string_append_printf(out, "%s\n", quote);
        }
        append_remark(out, report, finding, quoted);
        g_free(last);
        last = g_steal_pointer(&quote);
    }
}

static void append_gaps(GString *out, const Report *report)
{
    g_autofree char *text = g_strdup_printf(
        "Not analysed: %u places; silence says nothing of them.",
        report->gaps->len);

    if (report->gaps->len == 0) {
        return;
    }
    g_string_append_c(out, '\n');
    append_prose(out, text, 0);
    for (guint i = 0; i < report->gaps->len; i++) {
        const ReportGap *gap = &g_array_index(report->gaps, ReportGap, i);
        g_autoptr(GString) line = g_string_new(NULL);
        g_autofree char *reason = annotation_gap(report, gap);

        if (annotation_is_whole_file(gap)) {
            layout_place(line, &gap->location);
            g_string_append_printf(line, ": %s", reason);
            g_string_append(out, "  ");
            append_prose(out, line->str, 4);
        }
    }
}

static void append_accepted(GString *out, const Report *report)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(report->findings, i);

        if (finding->accepted) {
            g_autofree char *text = g_strdup_printf(
                "Known and accepted: %s. [%s] Because: %s", finding->message,
                finding->rule, finding->accepted);

            g_string_append_c(out, '\n');
            append_prose(out, text, 0);
        }
    }
}

static void end(const ReportContext *context)
{
    append_remarks(context->out, context->report);
    append_accepted(context->out, context->report);
    append_gaps(context->out, context->report);
}

const ReportWriter report_writer_mail = {
    .name = "mail",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
