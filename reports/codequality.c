/*
 * GitLab's Code Quality: an array of issues, which a merge request shows beside
 * the changed lines. Accepted findings are no issues.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/annotation.h"
#include "reports/json-piece.h"

static void begin(const ReportContext *context)
{
    g_string_append(context->out, "[");
}

/* Each issue has a place: without one, the top of the tree. */
static json_object *location_object(const Location *location)
{
    json_object *object = json_object_new_object();
    json_object *lines = json_object_new_object();

    json_piece_add(object, "path", location->file ? location->file : ".");
    json_object_object_add(lines, "begin",
                           json_object_new_int64(MAX(location->line, 1)));
    json_object_object_add(object, "lines", lines);
    return object;
}

/* All but the first have one before them, whose line is to be ended. */
static void append_issue(GString *out, json_object *issue)
{
    g_string_append(out, out->str[out->len - 1] == '[' ? "\n" : ",\n");
    json_piece_append(out, issue);
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    static const char *const severities[] = {
        [SEVERITY_BREAK] = "critical",
        [SEVERITY_GUEST_VISIBLE] = "major",
        [SEVERITY_RISK] = "minor",
        [SEVERITY_INFO] = "info",
    };
    const Evidence *evidence = annotation_evidence(finding);
    const Location nowhere = {NULL, 0};
    g_autofree char *title = annotation_title(finding);
    g_autofree char *text = annotation_text(context->report, finding);
    g_autofree char *fingerprint =
        annotation_fingerprint(context->report, finding);
    json_object *issue;
    json_object *content;

    (void)number;
    if (finding->accepted) {
        return;
    }
    issue = json_object_new_object();
    content = json_object_new_object();
    json_piece_add(content, "body", text);
    json_piece_add(issue, "type", "issue");
    json_piece_add(issue, "check_name", finding->rule);
    json_piece_add(issue, "description", title);
    json_object_object_add(issue, "content", content);
    json_piece_add(issue, "fingerprint", fingerprint);
    json_piece_add(issue, "severity", severities[finding->severity]);
    json_object_object_add(
        issue, "location",
        location_object(evidence ? &evidence->location : &nowhere));
    append_issue(context->out, issue);
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    g_autofree char *text = annotation_gap(context->report, gap);
    g_autofree char *fingerprint =
        annotation_gap_fingerprint(context->report, number);
    json_object *issue = json_object_new_object();

    json_piece_add(issue, "type", "issue");
    json_piece_add(issue, "check_name", "not-analysed");
    json_piece_add(issue, "description", text);
    json_piece_add(issue, "fingerprint", fingerprint);
    json_piece_add(issue, "severity",
                   annotation_is_whole_file(gap) ? "minor" : "info");
    json_object_object_add(issue, "location", location_object(&gap->location));
    append_issue(context->out, issue);
}

static void end(const ReportContext *context)
{
    g_string_append(context->out, "\n]\n");
}

const ReportWriter report_writer_codequality = {
    .name = "codequality",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
