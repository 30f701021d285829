/*
 * The matrices of an audit's page: from each version to each other one, for a
 * machine family; each cell leads to what is found there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

/* A matrix with the number that its cells' anchors have. */
typedef struct Matrix {
    AuditScope scope;
    guint number;
} Matrix;

static guint total(const AuditCell *cell, AuditWay way)
{
    guint n = 0;

    for (guint i = 0; i <= SEVERITY_RISK; i++) {
        n += cell->n[way][i];
    }
    return n;
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

static bool has_findings(const AuditCell *cell)
{
    return total(cell, AUDIT_FORWARD) + total(cell, AUDIT_BACKWARD) > 0;
}

static void write_cell(const HtmlPage *page, const Matrix *matrix,
                       const AuditPair *pair, AuditWay way)
{
    const AuditCell cell = audit_cell(pair, page->audit, &matrix->scope);
    char letter = audit_letter_of_way(&cell, way);
    GString *out = page->out;

    html_print(out, "<td class=\"%s\">", html_class(letter));
    if (has_findings(&cell)) {
        html_print(out, "<a href=\"#c%u-%u-%u\">%c", matrix->number,
                   pair->before, pair->after, letter);
        if (gravest(&cell, way)) {
            html_print(out, "<small>%u</small>", gravest(&cell, way));
        }
        html_raw(out, "</a></td>");
    } else {
        html_print(out, "<span>%c</span></td>", letter);
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

/* What the subject is only where it matters at once; else the number. */
static void write_item(const HtmlPage *page, const AuditFinding *finding)
{
    GString *out = page->out;

    html_print(out, "<li><a href=\"#f%u\">%u ", finding->number,
               finding->number);
    html_subject(out, finding->driver, finding->name);
    html_print(out, "</a> %s</li>", directions_text(finding->directions));
}

static bool is_listed(const AuditSeen *seen, const AuditPair *pair,
                      const Matrix *matrix, Severity severity)
{
    return seen->finding->severity == severity && !seen->finding->accepted &&
           audit_concerns(seen, pair, &matrix->scope);
}

static void write_grave(const HtmlPage *page, const Matrix *matrix,
                        const AuditPair *pair, Severity severity)
{
    bool is_open = false;

    for (guint i = 0; i < pair->seen->len; i++) {
        const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, i);

        if (!is_listed(seen, pair, matrix, severity)) {
            continue;
        }
        if (!is_open) {
            html_print(page->out, "<p><span class=\"tag %s\">%s</span></p><ul>",
                       severity_text(severity), severity_text(severity));
            is_open = true;
        }
        write_item(page, seen->finding);
    }
    html_raw(page->out, is_open ? "</ul>" : "");
}

static void write_lesser(const HtmlPage *page, const Matrix *matrix,
                         const AuditPair *pair)
{
    bool is_open = false;

    for (guint i = 0; i < pair->seen->len; i++) {
        const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, i);

        if (!is_listed(seen, pair, matrix, SEVERITY_RISK)) {
            continue;
        }
        if (!is_open) {
            html_raw(page->out, "<p class=\"ns\"><span class=\"tag risk\">risk"
                                "</span> ");
            is_open = true;
        }
        html_print(page->out, "<a href=\"#f%u\">%u</a>", seen->finding->number,
                   seen->finding->number);
    }
    html_raw(page->out, is_open ? "</p>" : "");
}

/* Shown when a cell was chosen. */
static void write_boxes(const HtmlPage *page, const Matrix *matrix)
{
    const Audit *audit = page->audit;

    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);
        const AuditCell cell = pair->after < audit->n_qemu
                                   ? audit_cell(pair, audit, &matrix->scope)
                                   : (AuditCell){0};

        if (!has_findings(&cell)) {
            continue;
        }
        html_print(page->out,
                   "<div class=\"cell\" id=\"c%u-%u-%u\"><h4>%s: %s and %s"
                   "</h4>",
                   matrix->number, pair->before, pair->after,
                   matrix->scope.family ? matrix->scope.family
                                        : "whatever the machine type",
                   html_name(page, pair->before), html_name(page, pair->after));
        write_grave(page, matrix, pair, SEVERITY_BREAK);
        write_grave(page, matrix, pair, SEVERITY_GUEST_VISIBLE);
        write_lesser(page, matrix, pair);
        html_raw(page->out, "</div>\n");
    }
}

static void write_triangle(const HtmlPage *page, const Matrix *matrix,
                           const GPtrArray *group)
{
    const Audit *audit = page->audit;
    const AuditScope scope = {.machine = g_ptr_array_index(group, 0)};
    GString *out = page->out;
    g_autofree char *ranges = audit_ranges(audit, group);

    html_print(out,
               "<h4>%s</h4>\n<div class=\"scroll fit\">"
               "<table class=\"m\">\n<tr><th>older \\ newer</th>",
               ranges);
    for (guint k = 1; k < audit->n_qemu; k++) {
        html_print(out, "<th>%s</th>", html_name(page, k));
    }
    html_raw(out, "</tr>\n");
    for (guint i = 0; i + 1 < audit->n_qemu; i++) {
        html_print(out, "<tr><th>%s</th>", html_name(page, i));
        for (guint k = 1; k < audit->n_qemu; k++) {
            const AuditPair *pair = k > i ? audit_pair_of(audit, i, k) : NULL;
            AuditCell cell;
            char letter;

            if (!pair) {
                html_raw(out, "<td class=\"d\"></td>");
                continue;
            }
            cell = audit_cell(pair, audit, &scope);
            letter = audit_letter(&cell);
            if (has_findings(&cell)) {
                html_print(out,
                           "<td class=\"%s\"><a href=\"#c%u-%u-%u\">%c</a>"
                           "</td>",
                           html_class(letter), matrix->number, i, k, letter);
            } else {
                html_print(out, "<td class=\"%s\">%c</td>", html_class(letter),
                           letter);
            }
        }
        html_raw(out, "</tr>\n");
    }
    html_raw(out, "</table></div>\n");
}

static void write_groups(const HtmlPage *page, const Matrix *matrix)
{
    g_autoptr(GPtrArray) groups =
        audit_groups(page->audit, matrix->scope.family);

    html_print(page->out,
               "<details><summary>Each machine type by itself (%u different "
               "matrices)</summary>\n",
               groups->len);
    for (guint i = 0; i < groups->len; i++) {
        write_triangle(page, matrix, g_ptr_array_index(groups, i));
    }
    html_raw(page->out, "</details>\n");
}

static void write_matrix(const HtmlPage *page, const Matrix *matrix)
{
    g_autofree char *title =
        matrix->scope.family
            ? audit_family_title(page->audit, matrix->scope.family)
            : g_strdup("Whatever the machine type: options, migration");

    html_print(page->out, "<h3 id=\"m%u\">%s</h3>\n", matrix->number, title);
    write_square(page, matrix);
    write_boxes(page, matrix);
    if (matrix->scope.family) {
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
        const Matrix matrix = {
            .scope.family = i < audit->families->len
                                ? g_ptr_array_index(audit->families, i)
                                : NULL,
            .number = i,
        };

        write_matrix(page, &matrix);
    }
}
