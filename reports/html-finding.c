/*
 * The findings of an audit's page, each once, with its evidence.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#define DRIVERS_MOST 12

static const HtmlSeen *seen_at(const GPtrArray *seen, guint i)
{
    return g_ptr_array_index(seen, i);
}

/* How many pairs from `i` on go from one version to neighbours. */
static guint length_of_run(const GPtrArray *seen, guint i)
{
    guint n = 1;

    while (i + n < seen->len &&
           seen_at(seen, i + n)->pair->before ==
               seen_at(seen, i)->pair->before &&
           seen_at(seen, i + n)->pair->after ==
               seen_at(seen, i)->pair->after + n) {
        n++;
    }
    return n;
}

static void write_pairs(const HtmlPage *page, const GPtrArray *seen)
{
    for (guint i = 0; i < seen->len;) {
        const AuditPair *pair = seen_at(seen, i)->pair;
        guint n = length_of_run(seen, i);

        html_print(page->out, "%s%s &#8594; %s", i ? "; " : "",
                   html_name(page, pair->before), html_name(page, pair->after));
        if (n > 1) {
            html_print(page->out, "%s%s", n > 2 ? " .. " : ", ",
                       html_name(page, pair->after + n - 1));
        }
        i += n;
    }
}

/* Of all pairs together, by family and version. */
static GPtrArray *all_machines(const Audit *audit, const GPtrArray *seen)
{
    GPtrArray *machines = g_ptr_array_new();
    g_autofree bool *is_named = g_new0(bool, audit->machines->len + 1);

    for (guint i = 0; i < seen->len; i++) {
        const GPtrArray *some = seen_at(seen, i)->machines;

        for (guint k = 0; k < some->len; k++) {
            const AuditMachine *machine = g_ptr_array_index(some, k);

            is_named[machine->index] = true;
        }
    }
    for (guint i = 0; i < audit->machines->len; i++) {
        if (is_named[i]) {
            g_ptr_array_add(machines, g_ptr_array_index(audit->machines, i));
        }
    }
    return machines;
}

static void write_evidence(const HtmlPage *page, const AuditFinding *finding)
{
    GString *out = page->out;

    html_raw(out, "<ul>");
    for (guint i = 0; i < finding->evidence->len; i++) {
        const AuditEvidence *evidence =
            &g_array_index(finding->evidence, AuditEvidence, i);

        html_print(out, "<li>%s: ", html_name(page, evidence->tree));
        if (!evidence->location.file) {
            html_raw(out, "no place");
        } else if (evidence->location.line) {
            html_print(out, "<code>%s:%u</code>", evidence->location.file,
                       (guint)evidence->location.line);
        } else {
            html_print(out, "<code>%s</code>", evidence->location.file);
        }
        html_print(out, "%s%s", evidence->note ? ": " : "",
                   evidence->note ? evidence->note : "");
        if (evidence->text) {
            html_print(out, "<code class=\"src\">%s</code>", evidence->text);
        }
        html_raw(out, "</li>");
    }
    html_raw(out, "</ul>");
}

static void write_drivers(const HtmlPage *page, const AuditFinding *finding)
{
    const GPtrArray *drivers = finding->drivers;

    if (drivers->len < 2) {
        return;
    }
    html_raw(page->out, "<p>drivers: ");
    for (guint i = 0; i < drivers->len && i < DRIVERS_MOST; i++) {
        html_print(page->out, "%s%s", i ? ", " : "",
                   (const char *)g_ptr_array_index(drivers, i));
    }
    if (drivers->len > DRIVERS_MOST) {
        html_print(page->out, " and %u more", drivers->len - DRIVERS_MOST);
    }
    html_raw(page->out, "</p>");
}

static void write_links(const HtmlPage *page, const AuditFinding *finding)
{
    guint timeline = GPOINTER_TO_UINT(
        g_hash_table_lookup(page->timelines_of, (gpointer)finding));
    guint ladder = GPOINTER_TO_UINT(
        g_hash_table_lookup(page->ladders_of, (gpointer)finding));

    if (timeline) {
        html_print(page->out, "<p><a href=\"#t%u\">its timeline</a></p>",
                   timeline - 1);
    }
    if (ladder) {
        html_print(page->out,
                   "<p><a href=\"#l%u\">wire order, old and new"
                   "</a></p>",
                   ladder - 1);
    }
}

static void write_finding(const HtmlPage *page, const AuditFinding *finding)
{
    GString *out = page->out;
    const GPtrArray *seen = g_ptr_array_index(page->seen, finding->number - 1);
    g_autoptr(GPtrArray) machines = all_machines(page->audit, seen);
    g_autofree char *ranges = audit_ranges(page->audit, machines);
    const char *severity = severity_text(finding->severity);

    html_print(out,
               "<details class=\"item\" id=\"f%u\"><summary>%u <b class=\"tag "
               "%s\">%s</b> %s: %s</summary><p class=\"soft\">%s</p>",
               finding->number, finding->number, severity, severity,
               directions_text(finding->directions), finding->message,
               finding->rule);
    if (finding->accepted) {
        html_print(out, "<p>accepted: %s</p>", finding->accepted);
    }
    write_evidence(page, finding);
    html_raw(out, "<p>between ");
    write_pairs(page, seen);
    html_raw(out, "</p>");
    if (machines->len) {
        html_print(out, "<p>machine types: %s</p>", ranges);
    }
    write_drivers(page, finding);
    if (finding->remedy) {
        html_print(out, "<p>remedy: %s</p>", finding->remedy);
    }
    if (finding->patch) {
        html_print(out, "<pre>%s</pre>", finding->patch);
    }
    write_links(page, finding);
    html_raw(out, "</details>\n");
}

/* Accepted ones stand among those of their severity. */
static void write_heading(const HtmlPage *page, Severity severity)
{
    const char *name = severity_text(severity);

    html_print(page->out, "<h3 id=\"%s\">%s: %u</h3>\n", name, name,
               page->n_severe[severity]);
}

void html_write_findings(const HtmlPage *page)
{
    const GPtrArray *findings = page->audit->findings;
    Severity last = N_SEVERITIES;

    html_print(page->out,
               "<h2 id=\"findings\">Findings</h2>\n<p>%u, the gravest first; "
               "each opens. Places are those of the two versions closest "
               "together that show it.</p>\n",
               findings->len);
    for (guint i = 0; i < findings->len; i++) {
        const AuditFinding *finding = g_ptr_array_index(findings, i);

        if (finding->severity != last) {
            write_heading(page, finding->severity);
            last = finding->severity;
        }
        write_finding(page, finding);
    }
}
