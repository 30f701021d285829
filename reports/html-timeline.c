/*
 * The timelines of an audit's page: what is not the same in all versions, who
 * sets it, and what not all versions of libvirt emit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#define LINKS_MOST   6
#define DRIVERS_MOST 8

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
    html_print(out, "<td class=\"p%s\">%s", turns ? " turn" : "",
               point->value ? point->value : "(none)");
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
               "<div class=\"scroll\"><table>\n<tr><th>what</th>"
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
             "compat list, what code sets at run time. A change is marked."
             "</p>\n");
    write_timelines(page, SUBJECT_PROPERTY, "Properties");
    write_timelines(page, SUBJECT_MACHINE_FIELD, "Fields of machine types");
    write_timelines(page, SUBJECT_CONSTANT,
                    "Device constants, which no property carries");
    if (page->audit->timelines->len == 0) {
        html_raw(page->out, "<p>Nothing.</p>\n");
    }
}

/* In which versions of libvirt, and when. */
static void write_emitted(const HtmlPage *page, const AuditTimeline *timeline)
{
    const Audit *audit = page->audit;
    const char *last = NULL;
    bool is_first = true;

    for (guint i = 0; i < audit->trees->len - audit->n_qemu; i++) {
        const char *when = timeline->emitted[i];

        if (when == last) { /* interned */
            continue;
        }
        html_print(page->out, "%s%s%s%s from %s", is_first ? "" : "; ",
                   when ? "sets it" : "does not", when && *when ? " " : "",
                   when ? when : "", html_name(page, audit->n_qemu + i));
        last = when;
        is_first = false;
    }
}

static void write_setter(const HtmlPage *page, const AuditTimeline *timeline)
{
    GString *out = page->out;
    bool is_emitted = audit_is_emitted(page->audit, timeline);
    g_autoptr(GPtrArray) lists = audit_compat_lists(page->audit, timeline);
    g_autofree char *ranges = audit_ranges(page->audit, timeline->machines);

    html_raw(out, "<tr><td class=\"t\"><code>");
    html_subject(out, timeline->driver, timeline->name);
    html_print(out, "</code></td><td class=\"w\">%s</td><td>", ranges);
    for (guint i = 0; i < lists->len; i++) {
        html_print(out, "%s<code>%s</code>", i ? ", " : "",
                   (const char *)g_ptr_array_index(lists, i));
    }
    html_raw(out, "</td><td class=\"w\">");
    write_emitted(page, timeline);
    html_print(out, "</td><td>%s</td><td>",
               lists->len && is_emitted ? "both"
               : lists->len             ? "compat list"
               : is_emitted             ? "libvirt"
                                        : "nobody");
    html_finding_links(out, timeline->findings, LINKS_MOST);
    html_raw(out, "</td></tr>\n");
}

void html_write_who(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out,
             "<h2 id=\"who\">Who sets what</h2>\n<p>Of the properties above: "
             "which compat lists hold them, and which versions of libvirt set "
             "them. What nobody sets follows the default of each version."
             "</p>\n<div class=\"scroll\"><table>\n<tr><th>property</th>"
             "<th>machine types</th><th>compat lists</th><th>libvirt</th>"
             "<th>set by</th><th>findings</th></tr>\n");
    for (guint i = 0; i < audit->timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(audit->timelines, i);

        if (is_kind(timeline, SUBJECT_PROPERTY)) {
            write_setter(page, timeline);
        }
    }
    html_raw(out, "</table></div>\n");
}

static void write_emission(const HtmlPage *page, const AuditEmission *emission)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_print(out,
               "<tr><td class=\"v\"><code>%s %s</code></td>"
               "<td class=\"w\">",
               emission->option, emission->property);
    for (guint i = 0; i < emission->drivers->len && i < DRIVERS_MOST; i++) {
        html_print(out, "%s%s", i ? ", " : "",
                   (const char *)g_ptr_array_index(emission->drivers, i));
    }
    if (emission->drivers->len > DRIVERS_MOST) {
        html_print(out, " and %u more", emission->drivers->len - DRIVERS_MOST);
    }
    html_raw(out, "</td>");
    for (guint i = 0; i < audit->trees->len - audit->n_qemu; i++) {
        bool is_there = emission->trees >> i & 1;

        html_raw(out, is_there ? "<td class=\"o\">+</td>" : "<td>.</td>");
    }
    html_raw(out, "</tr>\n");
}

void html_write_emissions(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out, "<h2 id=\"emissions\">What libvirt emits</h2>\n");
    if (audit->emissions->len == 0) {
        html_raw(out, "<p>Nothing that differs between versions of libvirt."
                      "</p>\n");
        return;
    }
    html_print(out,
               "<details><summary>Arguments that not all versions of libvirt "
               "emit: %u</summary>\n<div class=\"scroll\"><table>\n"
               "<tr><th>argument</th><th>of</th>",
               audit->emissions->len);
    for (guint i = audit->n_qemu; i < audit->trees->len; i++) {
        html_print(out, "<th class=\"v\">%s</th>", html_name(page, i));
    }
    html_raw(out, "</tr>\n");
    for (guint i = 0; i < audit->emissions->len; i++) {
        write_emission(page, g_ptr_array_index(audit->emissions, i));
    }
    html_raw(out, "</table></div></details>\n");
}
