/*
 * report.h: findings as text, one writer for each format.
 *
 * A writer is four functions: one for the beginning, one for each finding, one
 * for each gap, one for the end; report_write calls them in that order. They
 * append to a GString, print nothing and cannot fail. Everything in a Report
 * is borrowed. Texts of trees are untrusted: see layout.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/finding.h"

/* One of the two trees. */
typedef struct ReportTree {
    const char *project;
    const char *version;
    const char *label;
    const char *revision; /* full commit id; NULL */
    guint n_promised;     /* machine types that a guest may rely on; of the
                             newer tree: those still there */
} ReportTree;

typedef struct ReportGap {
    EvidenceSide side;
    const char *construct;
    const char *subject; /* NULL */
    const char *reason;
    Location location;
} ReportGap;

/* One change of several that were checked together. */
typedef struct ReportStep {
    const char *title;
    const GPtrArray *introduces; /* const Finding *: begin with it, and may be
                                    cured by a later one */
    const GPtrArray *cures;      /* const Finding *: of an earlier one */
} ReportStep;

/* What the check of a change tells beside the findings. */
typedef struct ReportChecked {
    const char *what;         /* "abc..def", "working tree" */
    const GPtrArray *changed; /* const char *: files that can matter */
    const GArray *steps;      /* ReportStep; empty: not told apart */
} ReportChecked;

/* What a change does to one file, to be quoted. */
typedef struct ReportPatch {
    const char *file; /* in the newer tree; in the older one if it is gone */
    const char *text; /* unified diff with "--- a/" and "+++ b/" */
} ReportPatch;

/* The mail that a report answers; headers as they stand in it, which need not
 * be well-formed. */
typedef struct ReportReply {
    const char *subject;    /* NULL */
    const char *from;       /* NULL */
    const char *message_id; /* "<x@y>" */
} ReportReply;

typedef struct Report {
    ReportTree before;
    ReportTree after;
    const GPtrArray *promised; /* const char *: names of the machine types, by
                                  family, then version */
    const GPtrArray *removed;  /* const char *: those of them that are gone */
    const GPtrArray *findings; /* const Finding *: to be shown, in order */
    const GPtrArray *unshown;  /* const Finding *: below the severity asked
                                  for; only counted */
    const GArray *gaps;        /* ReportGap, the older tree's first */
    guint n_changes;           /* differences in effect that were judged */
    const ReportChecked *checked; /* NULL: two trees were compared */
    const GArray *patches;    /* ReportPatch, of files that findings point to;
                                 NULL: not at hand */
    const ReportReply *reply; /* NULL: none */
} Report;

typedef struct ReportContext {
    const Report *report;
    GString *out;
    bool color;
} ReportContext;

typedef struct ReportWriter {
    const char *name; /* of the format: "text" */
    void (*begin)(const ReportContext *context);
    void (*finding)(const ReportContext *context, const Finding *finding,
                    guint number);
    void (*gap)(const ReportContext *context, const ReportGap *gap,
                guint number);
    void (*end)(const ReportContext *context);
} ReportWriter;

/* NULL-terminated, in the order of writers.def. */
extern const ReportWriter *const all_report_writers[];

/* NULL if there is none of that name. */
const ReportWriter *report_writer_find(const char *name);

void report_write(const ReportContext *context, const ReportWriter *writer);
