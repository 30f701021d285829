/*
 * The page of an audit: one file without scripts, pictures or addresses
 * outside itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

void html_subject(GString *out, const char *driver, const char *name)
{
    if (driver && name && !g_str_equal(driver, name)) {
        html_print(out, "%s.%s", driver, name);
    } else {
        html_text(out, name ? name : driver);
    }
}

void html_finding_links(GString *out, const GPtrArray *findings, guint most)
{
    for (guint i = 0; i < findings->len && i < most; i++) {
        const AuditFinding *finding = g_ptr_array_index(findings, i);

        html_print(out, "%s<a href=\"#f%u\">%u</a>", i ? " " : "",
                   finding->number, finding->number);
    }
    if (findings->len > most) {
        html_print(out, " and %u more", findings->len - most);
    }
}

const char *html_class(char letter)
{
    switch (letter) {
    case 'f':
    case 'b':
    case 'B':
        return "b";
    case 'v':
        return "v1";
    case 'r':
        return "r";
    case '.':
        return "o";
    case '?':
        return "q";
    default:
        return "x";
    }
}

static void write_title(const HtmlPage *page)
{
    const Audit *audit = page->audit;
    guint n_libvirt = audit->trees->len - audit->n_qemu;

    html_raw(page->out, "Live migration audit: ");
    if (audit->n_qemu) {
        html_print(page->out, "QEMU %s", html_name(page, 0));
    }
    if (audit->n_qemu > 1) {
        html_print(page->out, " to %s", html_name(page, audit->n_qemu - 1));
    }
    if (n_libvirt) {
        html_print(page->out, "%slibvirt %s", audit->n_qemu ? ", " : "",
                   html_name(page, audit->n_qemu));
    }
    if (n_libvirt > 1) {
        html_print(page->out, " to %s", html_name(page, audit->trees->len - 1));
    }
}

static void write_head(const HtmlPage *page)
{
    html_raw(page->out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
             "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
             "content=\"width=device-width, initial-scale=1\"/>\n"
             "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
             "<meta http-equiv=\"Content-Security-Policy\" "
             "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
             "<title>");
    write_title(page);
    html_raw(page->out, "</title>\n<style>\n");
    html_raw(page->out, html_style);
    html_raw(page->out, "</style>\n</head>\n<body>\n<header>\n<h1>");
    write_title(page);
    html_raw(page->out, "</h1>\n</header>\n<nav>");
    html_raw(page->out, page->audit->pairs->len
                            ? "<a href=\"#card\">Release card</a> "
                            : "");
    html_raw(page->out, page->audit->n_qemu > 1
                            ? "<a href=\"#matrices\">Matrices</a> "
                            : "");
    html_raw(page->out, "<a href=\"#timelines\">Timelines</a> "
                        "<a href=\"#who\">Who sets what</a> "
                        "<a href=\"#ladders\">Wire order</a> "
                        "<a href=\"#emissions\">libvirt</a> "
                        "<a href=\"#findings\">Findings</a> "
                        "<a href=\"#trees\">Trees</a></nav>\n<main>\n");
}

static void free_seen(gpointer data)
{
    g_ptr_array_unref(data);
}

static GPtrArray *list_seen(const Audit *audit)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(free_seen);

    for (guint i = 0; i < audit->findings->len; i++) {
        g_ptr_array_add(all, g_ptr_array_new_with_free_func(g_free));
    }
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        for (guint k = 0; k < pair->seen->len; k++) {
            const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, k);
            HtmlSeen *row = g_new0(HtmlSeen, 1);

            row->pair = pair;
            row->machines = seen->machines;
            g_ptr_array_add(g_ptr_array_index(all, seen->finding->number - 1),
                            row);
        }
    }
    return all;
}

static void note_first(GHashTable *firsts, const GPtrArray *findings,
                       guint number)
{
    for (guint i = 0; i < findings->len; i++) {
        gpointer finding = g_ptr_array_index(findings, i);

        if (!g_hash_table_contains(firsts, finding)) {
            g_hash_table_insert(firsts, finding, GUINT_TO_POINTER(number + 1));
        }
    }
}

static void note_places(const HtmlPage *page)
{
    const Audit *audit = page->audit;

    for (guint i = 0; i < audit->timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(audit->timelines, i);

        note_first(page->timelines_of, timeline->findings, i);
    }
    for (guint i = 0; i < audit->ladders->len; i++) {
        const AuditLadder *ladder = g_ptr_array_index(audit->ladders, i);

        note_first(page->ladders_of, ladder->findings, i);
    }
}

static void count(const Audit *audit, guint *n_severe)
{
    for (guint i = 0; i < audit->findings->len; i++) {
        const AuditFinding *finding = g_ptr_array_index(audit->findings, i);

        n_severe[finding->severity] += !finding->accepted;
    }
}

static void write_page(const HtmlPage *page)
{
    write_head(page);
    html_write_glance(page);
    html_write_card(page);
    html_write_matrices(page);
    html_write_timelines(page);
    html_write_who(page);
    html_write_ladders(page);
    html_write_emissions(page);
    html_write_findings(page);
    html_write_trees(page);
    html_raw(page->out, "</main>\n<footer>Made by migcompat from unbuilt "
                        "source trees; none of their code was run."
                        "</footer>\n</body>\n</html>\n");
}

void audit_write_html(const Audit *audit, GString *out)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) seen = list_seen(audit);
    g_autoptr(GHashTable) timelines_of = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) ladders_of = g_hash_table_new(NULL, NULL);
    HtmlPage page = {
        .audit = audit,
        .out = out,
        .names = names,
        .seen = seen,
        .timelines_of = timelines_of,
        .ladders_of = ladders_of,
    };

    for (guint i = 0; i < audit->trees->len; i++) {
        g_ptr_array_add(names, audit_tree_name(audit, i));
    }
    count(audit, page.n_severe);
    note_places(&page);
    write_page(&page);
}
