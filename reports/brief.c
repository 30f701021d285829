/*
 * One line for each finding, without what may be worded anew at any time: for
 * expected results of test cases, and for grep.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/layout.h"

static void begin(const ReportContext *context)
{
    (void)context;
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    const Location place = layout_place_of(finding);
    GString *out = context->out;

    (void)number;
    if (finding->accepted) {
        return;
    }
    layout_place(out, &place);
    layout_print(out, ": %s: %s: %s", severity_text(finding->severity),
                 directions_text(finding->directions), finding->message);
    if (finding->machine_types->len) {
        g_string_append(out, " (");
        layout_names(out, finding->machine_types);
        g_string_append_c(out, ')');
    }
    layout_print(out, " [%s]\n", finding->rule);
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    (void)context;
    (void)gap;
    (void)number;
}

static void end(const ReportContext *context)
{
    (void)context;
}

const ReportWriter report_writer_brief = {
    .name = "brief",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
