/*
 * annotation.h: a finding as a remark on one line of the newer tree, for
 * formats that programs show beside the source.
 *
 * Texts are valid UTF-8 and hold no control characters but line feeds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

/* The evidence to point to: the first in the newer tree, or else the first of
 * all; NULL if there is none. */
const Evidence *annotation_evidence(const Finding *finding);

/* What was found, in one line: "both: default of ...". Newly allocated, as all
 * the others. */
char *annotation_title(const Finding *finding);

/* "in 9.0.0: default is 8". */
char *annotation_note(const Report *report, const Evidence *evidence);

/* Lines: the title, evidence, machine types, remedy. */
char *annotation_text(const Report *report, const Finding *finding);

/* "not analysed: option: the reason". */
char *annotation_gap(const Report *report, const ReportGap *gap);

/* Unique in the report: findings that differ in their message only share a
 * fingerprint. */
char *annotation_fingerprint(const Report *report, const Finding *finding);

/* Of what a gap is about, never of line numbers; unique in the report. */
char *annotation_gap_fingerprint(const Report *report, guint number);

/* Is it a whole file that could not be analysed, or not be relied on? */
bool annotation_is_whole_file(const ReportGap *gap);

/* A copy: what is no UTF-8 becomes U+FFFD, control characters but line feeds
 * become '?', tabs spaces. */
char *annotation_clean(const char *text);
