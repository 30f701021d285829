/*
 * Workflow commands that GitHub's runner turns into annotations of a pull
 * request. Only what this file writes may be a command: texts of a tree are
 * escaped as the runner undoes it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "reports/annotation.h"

static void begin(const ReportContext *context)
{
    (void)context;
}

/* '%' is escaped too, so that nothing can look escaped that is not. */
static void append_escaped(GString *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text)) {
            g_string_append_printf(out, "%%%02X", (guint)(guchar)*text);
        } else {
            g_string_append_c(out, *text);
        }
    }
}

static void append_property(GString *out, const char *name, const char *value)
{
    g_autofree char *clean = annotation_clean(value);

    g_string_append_printf(out, "%s=", name);
    append_escaped(out, clean, "%\r\n:,");
}

static void append_place(GString *out, const Location *location)
{
    if (!location->file) {
        return;
    }
    append_property(out, "file", location->file);
    g_string_append_c(out, ',');
    if (location->line) {
        g_string_append_printf(out, "line=%u,", location->line);
    }
}

static void append_command(GString *out, const char *level,
                           const Location *location, const char *title,
                           const char *text)
{
    g_string_append_printf(out, "::%s ", level);
    append_place(out, location);
    append_property(out, "title", title);
    g_string_append(out, "::");
    append_escaped(out, text, "%\r\n");
    g_string_append_c(out, '\n');
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    static const char *const levels[] = {
        [SEVERITY_BREAK] = "error",
        [SEVERITY_GUEST_VISIBLE] = "warning",
        [SEVERITY_RISK] = "warning",
        [SEVERITY_INFO] = "notice",
    };
    const Evidence *evidence = annotation_evidence(finding);
    const Location nowhere = {NULL, 0};
    g_autofree char *text = annotation_text(context->report, finding);
    g_autofree char *title = g_strdup_printf(
        "%s: %s", severity_text(finding->severity), finding->rule);

    (void)number;
    if (!finding->accepted) {
        append_command(context->out, levels[finding->severity],
                       evidence ? &evidence->location : &nowhere, title,
                       g_strchomp(text));
    }
}

/* The runner shows few annotations: places within a file are counted. */
static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    g_autofree char *text = annotation_gap(context->report, gap);

    (void)number;
    if (annotation_is_whole_file(gap)) {
        append_command(context->out, "warning", &gap->location, "not analysed",
                       text);
    }
}

static void end(const ReportContext *context)
{
    const Location nowhere = {NULL, 0};
    const GArray *gaps = context->report->gaps;
    guint n = 0;

    for (guint i = 0; i < gaps->len; i++) {
        n += !annotation_is_whole_file(&g_array_index(gaps, ReportGap, i));
    }
    if (n) {
        g_autofree char *text = g_strdup_printf(
            "%u places not analysed (migcompat doctor, or the json format)", n);

        append_command(context->out, "notice", &nowhere, "not analysed", text);
    }
}

const ReportWriter report_writer_github = {
    .name = "github",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
