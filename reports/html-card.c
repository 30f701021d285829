/*
 * The release card of an audit: the trees, and what changed from each version
 * to the next.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

/* Columns of numbers: severities both ways, and machine types gone. */
#define N_COUNTS 7U

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

/* The counts lead to what they count. */
static void write_count(const HtmlPage *page, const AuditPair *pair, guint n,
                        Severity severity)
{
    if (n) {
        html_print(page->out,
                   "<td class=\"n\"><a class=\"tag %s\" "
                   "href=\"#s%u-%u\">%u</a></td>",
                   severity_text(severity), pair->before, pair->after, n);
    } else {
        html_raw(page->out, "<td class=\"n soft\">0</td>");
    }
}

static void write_step(const HtmlPage *page, const AuditPair *pair)
{
    GString *out = page->out;
    const AuditSums sums = audit_sums(page->audit, pair);

    html_print(out, "<tr><td class=\"v\">%s &#8594; %s</td>",
               html_name(page, pair->before), html_name(page, pair->after));
    if (pair->failure) {
        html_print(out,
                   "<td colspan=\"%u\"><span class=\"tag q\">?</span> not "
                   "compared: %s</td></tr>\n",
                   N_COUNTS, pair->failure);
        return;
    }
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        for (guint k = 0; k <= SEVERITY_RISK; k++) {
            write_count(page, pair, sums.n[i][k], k);
        }
    }
    html_print(out, "<td class=\"n%s\">%u</td></tr>\n",
               sums.n_gone ? "" : " soft", sums.n_gone);
}

static bool is_step(const HtmlPage *page, const AuditPair *pair)
{
    return pair->after == pair->before + 1 &&
           (pair->after < page->audit->n_qemu ||
            pair->before >= page->audit->n_qemu);
}

/* Those of a project stand together, under its name. */
static void write_steps(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    const char *project = NULL;

    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);
        const char *mine = audit_tree(audit, pair->before)->project;

        if (!is_step(page, pair)) {
            continue;
        }
        if (g_strcmp0(project, mine) != 0) {
            html_print(page->out, "<tr><th colspan=\"%u\">%s</th></tr>\n",
                       N_COUNTS + 1,
                       pair->after < audit->n_qemu ? "QEMU" : "libvirt");
            project = mine;
        }
        write_step(page, pair);
    }
}

static void write_boxes(const HtmlPage *page)
{
    for (guint i = 0; i < page->audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(page->audit, i);
        const HtmlBox box = {
            .title = pair->after < page->audit->n_qemu ? "QEMU" : "libvirt",
            .pair = pair,
        };

        if (is_step(page, pair) && pair->seen->len) {
            html_write_box(page, &box);
        }
    }
}

void html_write_card(const HtmlPage *page)
{
    GString *out = page->out;

    html_raw(out,
             "<h2 id=\"card\">Release card</h2>\n<p>What each version "
             "changed for the machine types of the one before: findings by "
             "direction and severity. Choose a number to see them.</p>\n"
             "<div class=\"scroll fit\"><table>\n<tr><th rowspan=\"2\">step"
             "</th><th colspan=\"3\">forward</th><th colspan=\"3\">backward"
             "</th><th rowspan=\"2\" class=\"n\">machine<br/>types gone</th>"
             "</tr>\n<tr>");
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        html_raw(out, "<th class=\"n\">break</th><th class=\"n\">guest"
                      "</th><th class=\"n\">risk</th>");
    }
    html_raw(out, "</tr>\n");
    write_steps(page);
    html_raw(out, "</table></div>\n");
    write_boxes(page);
}
