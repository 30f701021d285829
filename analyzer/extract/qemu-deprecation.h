/*
 * qemu-deprecation.h: the headings of a page in rST or Texinfo.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct PageHeading {
    char *subject;   /* without markup and without the remark */
    char *since;     /* release in the remark "(since 4.1)"; NULL */
    char *removed;   /* in "(removed in 5.1)"; NULL */
    char *paragraph; /* the first one under it, in one line; NULL */
    guint level;     /* 1: the page's title, or an appendix */
    guint line;
    bool is_item; /* about a feature, not a group of them */
} PageHeading;

/*
 * Of a page that starts with Texinfo commands: only the appendices whose
 * title speaks of deprecated or removed features.
 */
GPtrArray *page_headings(const char *text);

/* From "x (since 4.1)": subject and releases, markup taken off. */
PageHeading *page_heading_new(const char *text, guint level, guint line);
void page_heading_free(PageHeading *heading);
