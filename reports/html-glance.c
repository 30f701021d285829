/*
 * The first screen of an audit's page: how much breaks, and for each machine
 * family from which version to the next.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

static void write_severity(const HtmlPage *page, Severity severity,
                           const char *words)
{
    const char *name = severity_text(severity);

    if (page->n_severe[severity]) {
        html_print(page->out,
                   "<a class=\"sum\" href=\"#%s\"><b class=\"tag %s\">%u</b> "
                   "%s</a> ",
                   name, name, page->n_severe[severity], words);
    } else {
        html_print(page->out,
                   "<span class=\"sum\"><b class=\"tag o\">0</b> %s</span> ",
                   words);
    }
}

static void write_sums(const HtmlPage *page)
{
    html_raw(page->out, "<p class=\"sums\">");
    write_severity(page, SEVERITY_BREAK, "break migration");
    write_severity(page, SEVERITY_GUEST_VISIBLE, "are seen by the guest");
    write_severity(page, SEVERITY_RISK,
                   "are risks: it depends on what each names");
    html_raw(page->out, "</p>\n");
}

/* What the sums leave out. */
static void write_unknown(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    guint n_failed = 0;
    guint n_unread = 0;

    for (guint i = 0; i < audit->pairs->len; i++) {
        n_failed += audit_pair(audit, i)->failure != NULL;
    }
    for (guint i = 0; i < audit->trees->len; i++) {
        n_unread += audit_tree(audit, i)->unread->len;
    }
    if (n_failed) {
        html_print(page->out,
                   "<p><span class=\"tag q\">?</span> %u pairs of versions "
                   "could not be compared.</p>\n",
                   n_failed);
    }
    if (n_unread) {
        html_print(page->out,
                   "<p><span class=\"tag q\">?</span> %u source files could "
                   "not be analysed: see <a href=\"#trees\">the trees</a>."
                   "</p>\n",
                   n_unread);
    }
}

static void write_legend(const HtmlPage *page)
{
    html_raw(
        page->out,
        "<p class=\"legend\"><span><b class=\"tag b\">f</b> breaks forward, "
        "to the newer version</span> <span><b class=\"tag b\">b</b> breaks "
        "backward</span> <span><b class=\"tag v1\">v</b> the guest sees it"
        "</span> <span><b class=\"tag r\">r</b> risk</span> <span>"
        "<b class=\"tag o\">.</b> fine</span> <span><b class=\"tag x\">-</b> "
        "no such machine type in both</span> <span><b class=\"tag q\">?</b> "
        "not compared</span></p>\n");
}

static void write_heads(const HtmlPage *page)
{
    GString *out = page->out;

    html_raw(out, "<tr><th>machine types</th>");
    for (guint i = 0; i + 1 < page->audit->n_qemu; i++) {
        html_print(out,
                   "<th colspan=\"2\"><small>%s &#8594;</small><br/>%s</th>",
                   html_name(page, i), html_name(page, i + 1));
    }
    html_raw(out, "</tr>\n");
}

static void write_step(const HtmlPage *page, guint number,
                       const AuditPair *pair)
{
    const AuditScope scope = html_scope(page, number);
    const AuditCell cell = audit_cell(pair, page->audit, &scope);
    GString *out = page->out;

    for (guint way = 0; way < N_AUDIT_WAYS; way++) {
        html_print(out, "<td class=\"%s\">",
                   html_class(audit_letter_of_way(&cell, way)));
        if (html_has_findings(&cell)) {
            html_print(out, "<a href=\"#c%u-%u-%u\">", number, pair->before,
                       pair->after);
            html_write_way(page, &cell, way);
            html_raw(out, "</a></td>");
        } else {
            html_write_way(page, &cell, way);
            html_raw(out, "</td>");
        }
    }
}

/* A family a line, with the number of its matrix. */
static void write_overview(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out, "<div class=\"scroll fit\"><table class=\"m\">\n");
    write_heads(page);
    for (guint i = 0; i <= audit->families->len; i++) {
        const char *family = html_scope(page, i).family;

        html_print(out, "<tr><th><a href=\"#m%u\">%s</a></th>", i,
                   family ? family : "(any)");
        for (guint k = 0; k + 1 < audit->n_qemu; k++) {
            write_step(page, i, audit_pair_of(audit, k, k + 1));
        }
        html_raw(out, "</tr>\n");
    }
    html_raw(out, "</table></div>\n");
}

void html_write_glance(const HtmlPage *page)
{
    const Audit *audit = page->audit;

    html_print(page->out,
               "<p>%u versions of QEMU, each compared with each other one for "
               "the machine types that the older one had released; %u of "
               "libvirt. %u findings:</p>\n",
               audit->n_qemu, audit->trees->len - audit->n_qemu,
               audit->findings->len);
    write_sums(page);
    write_unknown(page);
    if (audit->n_qemu > 1) {
        write_overview(page);
        write_legend(page);
    }
}
