/*
 * The matrices of an audit's page: from each version to each other one, for a
 * machine family; each cell leads to what is found there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#define NO_MACHINE "whatever the machine type"

/* A matrix, and whose boxes its cells lead to. */
typedef struct Matrix {
    const AuditScope *scope;
    guint number;
} Matrix;

AuditScope html_scope(const HtmlPage *page, guint number)
{
    const GPtrArray *families = page->audit->families;
    const AuditScope scope = {
        .family =
            number < families->len ? g_ptr_array_index(families, number) : NULL,
    };

    return scope;
}

bool html_has_findings(const AuditCell *cell)
{
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        for (guint k = 0; k <= SEVERITY_RISK; k++) {
            if (cell->n[i][k]) {
                return true;
            }
        }
    }
    return false;
}

/* Of the gravest severity: what the letter stands for. */
static guint gravest(const AuditCell *cell, AuditWay way)
{
    for (guint i = 0; i <= SEVERITY_RISK; i++) {
        if (cell->n[way][i]) {
            return cell->n[way][i];
        }
    }
    return 0;
}

void html_write_way(const HtmlPage *page, const AuditCell *cell, AuditWay way)
{
    html_print(page->out, "%c", audit_letter_of_way(cell, way));
    if (gravest(cell, way)) {
        html_print(page->out, "<small>%u</small>", gravest(cell, way));
    }
}

static void write_cell(const HtmlPage *page, const Matrix *matrix,
                       const AuditPair *pair, AuditWay way)
{
    const AuditCell cell = audit_cell(pair, page->audit, matrix->scope);
    GString *out = page->out;

    html_print(out, "<td class=\"%s\">",
               html_class(audit_letter_of_way(&cell, way)));
    if (html_has_findings(&cell)) {
        html_print(out, "<a href=\"#c%u-%u-%u\">", matrix->number, pair->before,
                   pair->after);
        html_write_way(page, &cell, way);
        html_raw(out, "</a></td>");
    } else {
        html_write_way(page, &cell, way);
        html_raw(out, "</td>");
    }
}

static void write_square(const HtmlPage *page, const Matrix *matrix)
{
    const Audit *audit = page->audit;
    GString *out = page->out;

    html_raw(out, "<div class=\"scroll fit\"><table class=\"m\">\n"
                  "<tr><th>from \\ to</th>");
    for (guint k = 0; k < audit->n_qemu; k++) {
        html_print(out, "<th>%s</th>", html_name(page, k));
    }
    html_raw(out, "</tr>\n");
    for (guint i = 0; i < audit->n_qemu; i++) {
        html_print(out, "<tr><th>%s</th>", html_name(page, i));
        for (guint k = 0; k < audit->n_qemu; k++) {
            if (i == k) {
                html_raw(out, "<td class=\"d\"></td>");
            } else {
                write_cell(page, matrix,
                           audit_pair_of(audit, MIN(i, k), MAX(i, k)),
                           i < k ? AUDIT_FORWARD : AUDIT_BACKWARD);
            }
        }
        html_raw(out, "</tr>\n");
    }
    html_raw(out, "</table></div>\n");
}

static void write_boxes(const HtmlPage *page, const Matrix *matrix)
{
    const Audit *audit = page->audit;

    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);
        const AuditCell cell = pair->after < audit->n_qemu
                                   ? audit_cell(pair, audit, matrix->scope)
                                   : (AuditCell){0};
        const HtmlBox box = {
            .title = matrix->scope->family ? matrix->scope->family : NO_MACHINE,
            .pair = pair,
            .scope = matrix->scope,
            .number = matrix->number,
        };

        if (html_has_findings(&cell)) {
            html_write_box(page, &box);
        }
    }
}

/* Their cells lead to the family's boxes, which say whom each finding is
 * about. */
static void write_groups(const HtmlPage *page, const Matrix *matrix)
{
    const Audit *audit = page->audit;
    g_autoptr(GPtrArray) groups = audit_groups(audit, matrix->scope->family);

    if (groups->len < 2) {
        return;
    }
    html_print(page->out,
               "<details><summary>Each machine type by itself (%u different "
               "matrices)</summary>\n",
               groups->len);
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *group = g_ptr_array_index(groups, i);
        const AuditScope scope = {.machine = g_ptr_array_index(group, 0)};
        g_autofree char *ranges = audit_ranges(audit, group);

        html_print(page->out, "<h4>%s</h4>\n", ranges);
        write_square(page, &(Matrix){&scope, matrix->number});
    }
    html_raw(page->out, "</details>\n");
}

static void write_matrix(const HtmlPage *page, const Matrix *matrix)
{
    const char *family = matrix->scope->family;
    g_autofree char *title =
        family ? audit_family_title(page->audit, family)
               : g_strdup("Whatever the machine type: options, migration");

    html_print(page->out, "<h3 id=\"m%u\">%s</h3>\n", matrix->number, title);
    write_square(page, matrix);
    write_boxes(page, matrix);
    if (family) {
        write_groups(page, matrix);
    }
}

void html_write_matrices(const HtmlPage *page)
{
    const Audit *audit = page->audit;

    if (audit->n_qemu < 2) {
        return;
    }
    html_raw(page->out,
             "<h2 id=\"matrices\">From version to version</h2>\n<p>Rows are "
             "where the guest runs, columns where it is moved to: forward "
             "above the diagonal, backward below. The number says how many "
             "findings are as grave as the letter; choose a cell to see all."
             "</p>\n");
    for (guint i = 0; i <= audit->families->len; i++) {
        const AuditScope scope = html_scope(page, i);

        write_matrix(page, &(Matrix){&scope, i});
    }
}
