/*
 * What is found between two versions, behind a cell that leads there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

static bool is_listed(const AuditSeen *seen, const HtmlBox *box,
                      Severity severity)
{
    return seen->finding->severity == severity && !seen->finding->accepted &&
           (!box->scope || audit_concerns(seen, box->pair, box->scope));
}

/* Whom it is about, if that is not all that the cell is for. */
static void write_machines(const HtmlPage *page, const HtmlBox *box,
                           const AuditSeen *seen)
{
    g_autoptr(GPtrArray) all = NULL;
    g_autoptr(GPtrArray) some = NULL;
    g_autofree char *ranges = NULL;

    if (!box->scope || !box->scope->family) {
        return;
    }
    all = audit_machines_of(page->audit, box->pair, box->scope, NULL);
    some = audit_machines_of(page->audit, box->pair, box->scope, seen);
    if (some->len < all->len) {
        ranges = audit_ranges(page->audit, some);
        html_print(page->out, " <span class=\"soft\">%s</span>", ranges);
    }
}

static void write_item(const HtmlPage *page, const HtmlBox *box,
                       const AuditSeen *seen)
{
    const AuditFinding *finding = seen->finding;
    GString *out = page->out;

    html_print(out, "<li><a href=\"#f%u\">%u ", finding->number,
               finding->number);
    html_subject(out, finding->driver, finding->name);
    html_print(out, "</a> %s", directions_text(finding->directions));
    write_machines(page, box, seen);
    html_raw(out, "</li>");
}

static void write_number(const HtmlPage *page, const AuditSeen *seen)
{
    html_print(page->out, "<a href=\"#f%u\">%u</a>", seen->finding->number,
               seen->finding->number);
}

/* Risks are many: only their numbers. */
static void write_severity(const HtmlPage *page, const HtmlBox *box,
                           Severity severity)
{
    const GArray *all = box->pair->seen;
    bool has_subjects = severity < SEVERITY_RISK;
    bool is_open = false;

    for (guint i = 0; i < all->len; i++) {
        const AuditSeen *seen = &g_array_index(all, AuditSeen, i);

        if (!is_listed(seen, box, severity)) {
            continue;
        }
        if (!is_open) {
            html_print(page->out,
                       "<p class=\"ns\"><span class=\"tag %s\">%s</span>",
                       severity_text(severity), severity_text(severity));
            html_raw(page->out, has_subjects ? "</p><ul>" : " ");
            is_open = true;
        }
        if (has_subjects) {
            write_item(page, box, seen);
        } else {
            write_number(page, seen);
        }
    }
    if (is_open) {
        html_raw(page->out, has_subjects ? "</ul>" : "</p>");
    }
}

void html_write_box(const HtmlPage *page, const HtmlBox *box)
{
    const AuditPair *pair = box->pair;
    GString *out = page->out;

    if (box->scope) {
        html_print(out, "<div class=\"cell\" id=\"c%u-%u-%u\">", box->number,
                   pair->before, pair->after);
    } else {
        html_print(out, "<div class=\"cell\" id=\"s%u-%u\">", pair->before,
                   pair->after);
    }
    html_print(out, "<h4>%s: %s and %s</h4>", box->title,
               html_name(page, pair->before), html_name(page, pair->after));
    for (guint i = 0; i <= SEVERITY_RISK; i++) {
        write_severity(page, box, i);
    }
    html_raw(out, "</div>\n");
}
