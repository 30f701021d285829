/*
 * Who sets the properties that an audit's page has timelines of: a compat
 * list, libvirt, both, or nobody.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#define LINKS_MOST 6

/* What is told first worries most. */
typedef enum Setter {
    SETTER_NOBODY,
    SETTER_LIST,
    SETTER_LIBVIRT,
    SETTER_BOTH,
    N_SETTERS
} Setter;

static const struct {
    const char *tag;
    const char *letter;
    const char *words;
} setters[] = {
    [SETTER_NOBODY] = {"break", "n", "Nobody: each version's own default"},
    [SETTER_LIST] = {"o", "c", "A compat list of QEMU"},
    [SETTER_LIBVIRT] = {"info", "l", "libvirt"},
    [SETTER_BOTH] = {"risk", "B", "Both: libvirt wins over the compat list"},
};

static bool has_setter(const AuditTimeline *timeline)
{
    return g_strcmp0(timeline->kind, subject_kind_text(SUBJECT_PROPERTY)) == 0;
}

static Setter setter_of(const HtmlPage *page, const AuditTimeline *timeline)
{
    bool is_emitted = audit_is_emitted(page->audit, timeline);
    g_autoptr(GPtrArray) lists = audit_compat_lists(page->audit, timeline);

    if (lists->len == 0) {
        return is_emitted ? SETTER_LIBVIRT : SETTER_NOBODY;
    }
    return is_emitted ? SETTER_BOTH : SETTER_LIST;
}

/* In which versions of libvirt, and when. */
static void write_emitted(const HtmlPage *page, const AuditTimeline *timeline)
{
    const Audit *audit = page->audit;
    const char *last = NULL;

    if (!audit_is_emitted(audit, timeline)) {
        html_raw(page->out, "<span class=\"soft\">never</span>");
        return;
    }
    for (guint i = 0; i < audit->trees->len - audit->n_qemu; i++) {
        const char *when = timeline->emitted[i];

        if (i && when == last) { /* interned */
            continue;
        }
        html_print(page->out, "%s%s: %s%s%s", i ? "; from " : "from ",
                   html_name(page, audit->n_qemu + i),
                   when ? "sets it" : "does not", when && *when ? " " : "",
                   when ? when : "");
        last = when;
    }
}

static void write_row(const HtmlPage *page, const AuditTimeline *timeline)
{
    GString *out = page->out;
    g_autoptr(GPtrArray) lists = audit_compat_lists(page->audit, timeline);
    g_autofree char *ranges = audit_ranges(page->audit, timeline->machines);

    html_raw(out, "<tr><td class=\"t\"><code>");
    html_subject(out, timeline->driver, timeline->name);
    html_print(out, "</code></td><td class=\"w\">%s</td><td>", ranges);
    for (guint i = 0; i < lists->len; i++) {
        html_print(out, "%s<code>%s</code>", i ? ", " : "",
                   (const char *)g_ptr_array_index(lists, i));
    }
    html_raw(out, lists->len ? "" : "<span class=\"soft\">none</span>");
    html_raw(out, "</td><td class=\"w\">");
    write_emitted(page, timeline);
    html_raw(out, "</td><td>");
    html_finding_links(out, timeline->findings, LINKS_MOST);
    html_raw(out, "</td></tr>\n");
}

static void write_setter(const HtmlPage *page, Setter setter)
{
    const GPtrArray *timelines = page->audit->timelines;
    guint n = 0;

    for (guint i = 0; i < timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(timelines, i);

        if (!has_setter(timeline) || setter_of(page, timeline) != setter) {
            continue;
        }
        if (n++ == 0) {
            html_print(page->out,
                       "<details><summary><b class=\"tag %s\">%s</b> %s"
                       "</summary>\n<div class=\"scroll\"><table>\n<tr>"
                       "<th>property</th><th>machine types</th><th>compat "
                       "lists</th><th>libvirt</th><th>findings</th></tr>\n",
                       setters[setter].tag, setters[setter].letter,
                       setters[setter].words);
        }
        write_row(page, timeline);
    }
    html_raw(page->out, n ? "</table></div></details>\n" : "");
}

static void write_sums(const HtmlPage *page)
{
    const GPtrArray *timelines = page->audit->timelines;
    guint n[N_SETTERS] = {0};

    for (guint i = 0; i < timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(timelines, i);

        if (has_setter(timeline)) {
            n[setter_of(page, timeline)]++;
        }
    }
    html_print(page->out,
               "<p>The properties above are set by nobody: %u, by a compat "
               "list: %u, by libvirt: %u, by both: %u.</p>\n",
               n[SETTER_NOBODY], n[SETTER_LIST], n[SETTER_LIBVIRT],
               n[SETTER_BOTH]);
}

void html_write_who(const HtmlPage *page)
{
    html_raw(page->out, "<h2 id=\"who\">Who sets what</h2>\n");
    write_sums(page);
    for (guint i = 0; i < N_SETTERS; i++) {
        write_setter(page, i);
    }
}
