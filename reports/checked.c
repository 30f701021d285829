/*
 * The check of a change, for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/checked.h"

#include "reports/layout.h"

static bool has(const GPtrArray *findings, const Finding *wanted)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (g_str_equal(finding->fingerprint, wanted->fingerprint)) {
            return true;
        }
    }
    return false;
}

const char *checked_cure(const ReportChecked *checked, guint step,
                         const Finding *finding)
{
    for (guint i = step + 1; i < checked->steps->len; i++) {
        const ReportStep *later = &g_array_index(checked->steps, ReportStep, i);

        if (has(later->cures, finding)) {
            return later->title;
        }
    }
    return NULL;
}

static void print_title(const ReportContext *context)
{
    const Report *report = context->report;
    g_autofree char *title = g_strdup_printf(
        "%s %s: %s -> %s", report->after.project, report->after.version,
        report->before.label, report->after.label);

    layout_styled(context, STYLE_HEADING, title);
    g_string_append_c(context->out, '\n');
}

/* "2 break, 1 risk". */
static void print_counts(const ReportContext *context)
{
    const GPtrArray *findings = context->report->findings;
    guint counts[N_SEVERITIES] = {0};
    guint n_accepted = 0;
    const char *between = "";

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        n_accepted += finding->accepted != NULL;
        counts[finding->severity] += !finding->accepted;
    }
    for (Severity i = 0; i < N_SEVERITIES; i++) {
        if (counts[i]) {
            layout_print(context->out, "%s%u %s", between, counts[i],
                         severity_text(i));
            between = ", ";
        }
    }
    if (!*between) {
        g_string_append(context->out, "nothing that breaks migration");
    }
    if (n_accepted) {
        layout_print(context->out, ", %u accepted", n_accepted);
    }
}

static void print_summary(const ReportContext *context)
{
    const Report *report = context->report;

    print_counts(context);
    if (report->unshown->len) {
        layout_print(context->out, ", %u more below the severity asked for",
                     report->unshown->len);
    }
    layout_print(context->out,
                 "; %u changed files can matter, %u differences in effect, "
                 "%u places not analysed\n",
                 report->checked->changed->len, report->n_changes,
                 report->gaps->len);
}

static void print_finding(const ReportContext *context, const char *mark,
                          const Finding *finding, const char *cure)
{
    layout_print(context->out, "  %s %s: %s: %s [%s]\n", mark,
                 severity_text(finding->severity),
                 directions_text(finding->directions), finding->message,
                 finding->rule);
    if (cure) {
        layout_print(context->out, "      cured by: %s\n", cure);
    }
}

static void print_step(const ReportContext *context, guint number)
{
    const ReportChecked *checked = context->report->checked;
    const ReportStep *step = &g_array_index(checked->steps, ReportStep, number);

    layout_print(context->out, "%u/%u %s\n", number + 1, checked->steps->len,
                 step->title);
    for (guint i = 0; i < step->introduces->len; i++) {
        const Finding *finding = g_ptr_array_index(step->introduces, i);

        print_finding(context, "introduces", finding,
                      checked_cure(checked, number, finding));
    }
    for (guint i = 0; i < step->cures->len; i++) {
        print_finding(context, "cures", g_ptr_array_index(step->cures, i),
                      NULL);
    }
}

void checked_write(const ReportContext *context)
{
    const GArray *steps = context->report->checked->steps;

    print_title(context);
    print_summary(context);
    if (steps->len) {
        g_string_append_c(context->out, '\n');
    }
    for (guint i = 0; i < steps->len; i++) {
        print_step(context, i);
    }
}
