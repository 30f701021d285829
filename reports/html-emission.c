/*
 * What not all versions of libvirt emit, on an audit's page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#include <string.h>

#define DRIVERS_MOST 8

static const AuditEmission *emission_at(const HtmlPage *page, guint i)
{
    return g_ptr_array_index(page->audit->emissions, i);
}

static bool are_same_drivers(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len) {
        return false;
    }
    for (guint i = 0; i < a->len; i++) {
        if (g_ptr_array_index(a, i) != g_ptr_array_index(b, i)) {
            return false; /* interned */
        }
    }
    return true;
}

static bool share_row(const AuditEmission *a, const AuditEmission *b)
{
    return g_str_equal(a->option, b->option) && a->trees == b->trees &&
           are_same_drivers(a->drivers, b->drivers);
}

static bool is_first_of_row(const HtmlPage *page, guint number)
{
    for (guint i = 0; i < number; i++) {
        if (share_row(emission_at(page, i), emission_at(page, number))) {
            return false;
        }
    }
    return true;
}

static void write_properties(const HtmlPage *page, guint number)
{
    const AuditEmission *first = emission_at(page, number);
    bool is_open = false;

    html_print(page->out, "<td class=\"w\"><code>%s</code> ", first->option);
    for (guint i = number; i < page->audit->emissions->len; i++) {
        const AuditEmission *emission = emission_at(page, i);

        if (*emission->property && share_row(first, emission)) {
            html_print(page->out, "%s%s", is_open ? ", " : "",
                       emission->property);
            is_open = true;
        }
    }
    html_raw(page->out, "</td>");
}

static void write_drivers(const HtmlPage *page, const GPtrArray *drivers)
{
    html_raw(page->out, "<td class=\"w\">");
    for (guint i = 0; i < drivers->len && i < DRIVERS_MOST; i++) {
        html_print(page->out, "%s%s", i ? ", " : "",
                   (const char *)g_ptr_array_index(drivers, i));
    }
    if (drivers->len > DRIVERS_MOST) {
        html_print(page->out, " and %u more", drivers->len - DRIVERS_MOST);
    }
    html_raw(page->out, "</td>");
}

static void write_row(const HtmlPage *page, guint number)
{
    const Audit *audit = page->audit;
    const AuditEmission *emission = emission_at(page, number);

    html_raw(page->out, "<tr>");
    write_properties(page, number);
    write_drivers(page, emission->drivers);
    for (guint i = 0; i < audit->trees->len - audit->n_qemu; i++) {
        bool is_there = emission->trees >> i & 1;

        html_raw(page->out, is_there ? "<td class=\"o\">+</td>" : "<td>.</td>");
    }
    html_raw(page->out, "</tr>\n");
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
        if (is_first_of_row(page, i)) {
            write_row(page, i);
        }
    }
    html_raw(out, "</table></div></details>\n");
}
