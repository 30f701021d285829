/*
 * The table of writers, and running one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/report.h"

#define WRITER(name) extern const ReportWriter report_writer_##name;
#include "reports/writers.def"
#undef WRITER

const ReportWriter *const all_report_writers[] = {
#define WRITER(name) &report_writer_##name,
#include "reports/writers.def"
#undef WRITER
    NULL,
};

const ReportWriter *report_writer_find(const char *name)
{
    for (guint i = 0; all_report_writers[i]; i++) {
        if (g_str_equal(all_report_writers[i]->name, name)) {
            return all_report_writers[i];
        }
    }
    return NULL;
}

void report_write(const ReportContext *context, const ReportWriter *writer)
{
    const Report *report = context->report;

    writer->begin(context);
    for (guint i = 0; i < report->findings->len; i++) {
        writer->finding(context, g_ptr_array_index(report->findings, i), i);
    }
    for (guint i = 0; i < report->gaps->len; i++) {
        writer->gap(context, &g_array_index(report->gaps, ReportGap, i), i);
    }
    writer->end(context);
}
