/*
 * JUnit's XML, as GitLab, Jenkins and others read it: a suite of which each
 * finding is a case that failed. With nothing found there is one that passed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/annotation.h"
#include "reports/layout.h"

/* What a case comes to. */
typedef enum Outcome {
    OUTCOME_PASSED,
    OUTCOME_FAILED,
    OUTCOME_ERROR,
    OUTCOME_SKIPPED,
    N_OUTCOMES
} Outcome;

/* Clean text has no characters that XML 1.0 cannot hold, but two. */
static void append_escaped(GString *out, const char *text)
{
    g_autofree char *clean = annotation_clean(text);

    for (const char *at = clean; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (c == 0xfffe || c == 0xffff) {
            g_string_append_c(out, '?');
        } else if (c == '<' || c == '>' || c == '&' || c == '"') {
            g_string_append_printf(out, "&#%u;", (guint)c);
        } else {
            g_string_append_unichar(out, c);
        }
    }
}

static void append_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    append_escaped(out, value);
    g_string_append_c(out, '"');
}

/* What only informs passes; accepted findings are cases that are skipped. */
static Outcome outcome_of(const Finding *finding)
{
    if (finding->accepted) {
        return OUTCOME_SKIPPED;
    }
    return finding->severity == SEVERITY_INFO ? OUTCOME_PASSED : OUTCOME_FAILED;
}

/* A whole file that was not read is an error; a place in one is told in a case
 * that is skipped. */
static Outcome outcome_of_gap(const ReportGap *gap)
{
    return annotation_is_whole_file(gap) ? OUTCOME_ERROR : OUTCOME_SKIPPED;
}

static bool is_empty(const Report *report)
{
    return report->findings->len == 0;
}

/* Only a suite tells how many were skipped: a schema in use demands it. */
static void append_counts(GString *out, const Report *report, bool is_suite)
{
    guint counts[N_OUTCOMES] = {0};
    guint n = report->findings->len + report->gaps->len + is_empty(report);

    for (guint i = 0; i < report->findings->len; i++) {
        counts[outcome_of(g_ptr_array_index(report->findings, i))]++;
    }
    for (guint i = 0; i < report->gaps->len; i++) {
        counts[outcome_of_gap(&g_array_index(report->gaps, ReportGap, i))]++;
    }
    g_string_append_printf(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\"",
                           n, counts[OUTCOME_FAILED], counts[OUTCOME_ERROR]);
    if (is_suite) {
        g_string_append_printf(out, " skipped=\"%u\"", counts[OUTCOME_SKIPPED]);
    }
}

static char *suite_name(const Report *report)
{
    return g_strdup_printf("%s: %s -> %s", report->after.project,
                           report->before.label, report->after.label);
}

static void begin(const ReportContext *context)
{
    const Report *report = context->report;
    g_autofree char *name = suite_name(report);
    GString *out = context->out;

    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"migcompat\"");
    append_counts(out, report, false);
    g_string_append(out, ">\n<testsuite");
    append_attribute(out, "name", name);
    append_counts(out, report, true);
    g_string_append(out, ">\n");
    if (is_empty(report)) {
        g_string_append(out,
                        "<testcase classname=\"migcompat\" "
                        "name=\"nothing found that breaks migration\"/>\n");
    }
}

/* Readers take cases of one class and name for one. */
static bool is_named_like_another(const Report *report, const Finding *finding)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *other = g_ptr_array_index(report->findings, i);

        if (other != finding && g_str_equal(other->rule, finding->rule) &&
            other->directions == finding->directions &&
            g_str_equal(other->message, finding->message)) {
            return true;
        }
    }
    return false;
}

static void begin_case(GString *out, const char *class_name, const char *name)
{
    g_string_append(out, "<testcase");
    append_attribute(out, "classname", class_name);
    append_attribute(out, "name", name);
    g_string_append_c(out, '>');
}

/* All stands in the text: GitLab shows no attribute. */
static void append_detail(GString *out, const char *element, const char *type,
                          const char *message, const char *text)
{
    g_string_append_printf(out, "<%s", element);
    append_attribute(out, "type", type);
    append_attribute(out, "message", message);
    g_string_append_c(out, '>');
    append_escaped(out, text);
    g_string_append_printf(out, "</%s>", element);
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    g_autofree char *title = annotation_title(finding);
    g_autofree char *text = annotation_text(context->report, finding);
    g_autofree char *fingerprint =
        annotation_fingerprint(context->report, finding);
    bool is_ambiguous = is_named_like_another(context->report, finding);
    g_autofree char *name =
        g_strdup_printf("%s%s%s", title, is_ambiguous ? " #" : "",
                        is_ambiguous ? fingerprint : "");
    GString *out = context->out;

    (void)number;
    begin_case(out, finding->rule, name);
    if (outcome_of(finding) == OUTCOME_SKIPPED) {
        g_autofree char *reason =
            g_strdup_printf("accepted: %s\n%s", finding->accepted, text);

        append_detail(out, "skipped", "accepted", finding->accepted, reason);
    } else if (outcome_of(finding) == OUTCOME_FAILED) {
        append_detail(out, "failure", severity_text(finding->severity), title,
                      text);
    } else {
        g_string_append(out, "<system-out>");
        append_escaped(out, text);
        g_string_append(out, "</system-out>");
    }
    g_string_append(out, "</testcase>\n");
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    g_autofree char *text = annotation_gap(context->report, gap);
    g_autofree char *fingerprint =
        annotation_gap_fingerprint(context->report, number);
    g_autofree char *name = g_strdup_printf("%s #%s", text, fingerprint);
    g_autoptr(GString) detail = g_string_new(NULL);
    GString *out = context->out;
    bool is_error = outcome_of_gap(gap) == OUTCOME_ERROR;

    if (gap->location.file) {
        layout_place(detail, &gap->location);
        g_string_append(detail, ": ");
    }
    g_string_append(detail, text);
    begin_case(out, "not-analysed", name);
    append_detail(out, is_error ? "error" : "skipped", "not-analysed",
                  gap->reason, detail->str);
    g_string_append(out, "</testcase>\n");
}

static void end(const ReportContext *context)
{
    g_string_append(context->out, "</testsuite>\n</testsuites>\n");
}

const ReportWriter report_writer_junit = {
    .name = "junit",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
