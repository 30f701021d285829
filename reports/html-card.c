/*
 * The release card of an audit: the trees, and what changed from each version
 * to the next.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

/* Of a step; the others are counted. */
#define SUBJECTS_LISTED 8

static void write_unread(const HtmlPage *page, guint index)
{
    const AuditTree *tree = audit_tree(page->audit, index);
    GString *out = page->out;

    for (guint i = 0; i < tree->gaps->len; i++) {
        const AuditGap *gap = &g_array_index(tree->gaps, AuditGap, i);

        html_print(out, "%s%s %u", i ? ", " : "", gap->construct, gap->n);
    }
    if (tree->unread->len) {
        html_raw(out, "<br/>whole files: ");
    }
    for (guint i = 0; i < tree->unread->len; i++) {
        html_print(out, "%s<code>%s</code>", i ? ", " : "",
                   (const char *)g_ptr_array_index(tree->unread, i));
    }
}

void html_write_trees(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out, "<h2 id=\"trees\">Trees, and what was not analysed</h2>\n"
                  "<p><code>migcompat doctor TREE</code> lists each such place."
                  "</p>\n<div class=\"scroll\"><table>\n<tr><th>project</th>"
                  "<th>version</th><th>tree</th><th>revision</th>"
                  "<th>places not analysed, by construct</th></tr>\n");
    for (guint i = 0; i < audit->trees->len; i++) {
        const AuditTree *tree = audit_tree(audit, i);

        html_print(out,
                   "<tr><td>%s</td><td class=\"v\">%s</td><td>%s</td>"
                   "<td><code>%s</code></td><td class=\"w\">",
                   tree->project, tree->version, tree->label,
                   tree->revision ? tree->revision : "");
        write_unread(page, i);
        html_raw(out, "</td></tr>\n");
    }
    html_raw(out, "</table></div>\n");
}

static void write_count(GString *out, guint n, const char *class)
{
    if (n) {
        html_print(out, "<td class=\"n\"><span class=\"tag %s\">%u</span></td>",
                   class, n);
    } else {
        html_raw(out, "<td class=\"n soft\">0</td>");
    }
}

/* What the gravest findings of the step are about. */
static void write_gravest(const HtmlPage *page, const AuditPair *pair)
{
    guint n = 0;

    for (guint i = 0; i < pair->seen->len; i++) {
        const AuditFinding *finding =
            g_array_index(pair->seen, AuditSeen, i).finding;

        if (finding->accepted ||
            g_strcmp0(finding->kind, subject_kind_text(SUBJECT_MACHINE_TYPE)) ==
                0) {
            continue;
        }
        if (n++ >= SUBJECTS_LISTED) {
            continue;
        }
        html_print(page->out, "%s<a href=\"#f%u\">", n > 1 ? ", " : "",
                   finding->number);
        html_subject(page->out, finding->driver, finding->name);
        html_raw(page->out, "</a>");
    }
    if (n > SUBJECTS_LISTED) {
        html_print(page->out, " and %u more", n - SUBJECTS_LISTED);
    }
}

static void write_step(const HtmlPage *page, const AuditPair *pair)
{
    GString *out = page->out;
    const AuditSums sums = audit_sums(page->audit, pair);

    html_print(out, "<tr><td class=\"v\">%s%s &#8594; %s</td>",
               audit_project_prefix(page->audit, pair->before),
               html_name(page, pair->before), html_name(page, pair->after));
    if (pair->failure) {
        html_print(out, "<td colspan=\"8\">not compared: %s</td></tr>\n",
                   pair->failure);
        return;
    }
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        for (guint k = 0; k <= SEVERITY_RISK; k++) {
            write_count(out, sums.n[i][k], severity_text(k));
        }
    }
    write_count(out, sums.n_gone, "x");
    html_raw(out, "<td class=\"g\">");
    write_gravest(page, pair);
    html_raw(out, "</td></tr>\n");
}

void html_write_card(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out,
             "<h2 id=\"card\">Release card</h2>\n<p>What each version "
             "changed for the machine types of the one before: findings by "
             "direction and severity. They are listed in full below.</p>\n"
             "<div class=\"scroll\"><table>\n<tr><th rowspan=\"2\">step</th>"
             "<th colspan=\"3\">forward</th><th colspan=\"3\">backward</th>"
             "<th rowspan=\"2\" class=\"n\">machine types gone</th>"
             "<th rowspan=\"2\">the gravest</th></tr>\n<tr>");
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        html_raw(out, "<th class=\"n\">break</th><th class=\"n\">guest"
                      "</th><th class=\"n\">risk</th>");
    }
    html_raw(out, "</tr>\n");
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        if (pair->after == pair->before + 1) {
            write_step(page, pair);
        }
    }
    html_raw(out, "</table></div>\n");
}
