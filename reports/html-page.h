/*
 * html-page.h: the sections of an audit's page; for its files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/audit-cell.h"
#include "reports/audit-who.h"
#include "reports/html.h"

typedef struct HtmlPage {
    const Audit *audit;
    GString *out;
    const GPtrArray *names;   /* const char *: of all trees */
    const GPtrArray *seen;    /* for each finding: GPtrArray of HtmlSeen * */
    GHashTable *timelines_of; /* AuditFinding * -> number of its first
                                 timeline + 1 */
    GHashTable *ladders_of;   /* the same of ladders */
    guint n_severe[N_SEVERITIES]; /* findings that are not accepted */
} HtmlPage;

/* One pair in which a finding is seen. */
typedef struct HtmlSeen {
    const AuditPair *pair;
    const GPtrArray *machines; /* borrowed */
} HtmlSeen;

/* What is found between two versions: shown when the cell that leads there is
 * chosen. */
typedef struct HtmlBox {
    const char *title;
    const AuditPair *pair;
    const AuditScope *scope; /* NULL: everything */
    guint number;            /* of the scope's matrix: a part of the id */
} HtmlBox;

static inline const char *html_name(const HtmlPage *page, guint tree)
{
    return g_ptr_array_index(page->names, tree);
}

void html_write_trees(const HtmlPage *page);
void html_write_glance(const HtmlPage *page);
void html_write_card(const HtmlPage *page);
void html_write_matrices(const HtmlPage *page);
void html_write_timelines(const HtmlPage *page);
void html_write_who(const HtmlPage *page);
void html_write_ladders(const HtmlPage *page);
void html_write_emissions(const HtmlPage *page);
void html_write_findings(const HtmlPage *page);

/* Its id is c<number>-<before>-<after>, or s<before>-<after> of everything. */
void html_write_box(const HtmlPage *page, const HtmlBox *box);
/* Has it something to show in any severity that is listed? */
bool html_has_findings(const AuditCell *cell);
/* The letter of one way, and how many findings are as grave. */
void html_write_way(const HtmlPage *page, const AuditCell *cell, AuditWay way);
/* Families, and after them what concerns no machine type. */
AuditScope html_scope(const HtmlPage *page, guint number);

/* "virtio-net-pci.host_mtu". */
void html_subject(GString *out, const char *driver, const char *name);
/* <a href="#f12">12</a> and so on, at most `most` of them. */
void html_finding_links(GString *out, const GPtrArray *findings, guint most);
/* The class of a letter's colour. */
const char *html_class(char letter);
