/*
 * The timelines of an audit's page: what is not the same in all versions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#define LINKS_MOST 6

static bool is_kind(const AuditTimeline *timeline, SubjectKind kind)
{
    return g_strcmp0(timeline->kind, subject_kind_text(kind)) == 0;
}

static void write_point(GString *out, const AuditPoint *point,
                        const AuditPoint *last)
{
    bool turns =
        last && point->is_there && g_strcmp0(last->value, point->value) != 0;

    if (!point->is_there) {
        html_raw(out, "<td class=\"p x\">-</td>");
        return;
    }
    html_print(out, "<td class=\"p%s\">", turns ? " turn" : "");
    html_raw(out, turns ? "<b>&#8800;</b> " : "");
    html_text(out, point->value ? point->value : "(none)");
    if (point->by) {
        html_print(out, "<small>%s</small>", point->by);
    }
    html_raw(out, "</td>");
}

static void write_timeline(const HtmlPage *page, guint number)
{
    const Audit *audit = page->audit;
    const AuditTimeline *timeline = g_ptr_array_index(audit->timelines, number);
    GString *out = page->out;
    const AuditPoint *last = NULL;
    g_autofree char *ranges = audit_ranges(audit, timeline->machines);

    html_print(out, "<tr id=\"t%u\"><td class=\"t\"><code>", number);
    html_subject(out, timeline->driver, timeline->name);
    html_print(out, "</code></td><td class=\"w\">%s</td>", ranges);
    for (guint i = 0; i < audit->n_qemu; i++) {
        const AuditPoint *point = &timeline->points[i];

        write_point(out, point, last);
        last = point->is_there ? point : last;
    }
    html_raw(out, "<td>");
    html_finding_links(out, timeline->findings, LINKS_MOST);
    html_raw(out, "</td></tr>\n");
}

static void write_timelines(const HtmlPage *page, SubjectKind kind,
                            const char *title)
{
    const Audit *audit = page->audit;
    GString *out = page->out;
    guint n = 0;

    for (guint i = 0; i < audit->timelines->len; i++) {
        n += is_kind(g_ptr_array_index(audit->timelines, i), kind);
    }
    if (n == 0) {
        return;
    }
    html_print(out,
               "<details open=\"open\"><summary>%s: %u</summary>\n"
               "<div class=\"scroll\"><table class=\"tl\">\n<tr><th>what</th>"
               "<th>machine types</th>",
               title, n);
    for (guint i = 0; i < audit->n_qemu; i++) {
        html_print(out, "<th class=\"v\">%s</th>", html_name(page, i));
    }
    html_raw(out, "<th>findings</th></tr>\n");
    for (guint i = 0; i < audit->timelines->len; i++) {
        if (is_kind(g_ptr_array_index(audit->timelines, i), kind)) {
            write_timeline(page, i);
        }
    }
    html_raw(out, "</table></div></details>\n");
}

void html_write_timelines(const HtmlPage *page)
{
    html_raw(page->out,
             "<h2 id=\"timelines\">Not flat where it should be</h2>\n<p>Under "
             "one machine type, each of these should be the same in all "
             "versions. Below a value stands what it comes from: a default, a "
             "compat list, what code sets at run time. &#8800; marks a change."
             "</p>\n");
    write_timelines(page, SUBJECT_PROPERTY, "Properties");
    write_timelines(page, SUBJECT_MACHINE_FIELD, "Fields of machine types");
    write_timelines(page, SUBJECT_CONSTANT,
                    "Device constants, which no property carries");
    if (page->audit->timelines->len == 0) {
        html_raw(page->out, "<p>Nothing.</p>\n");
    }
}
