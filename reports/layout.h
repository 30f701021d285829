/*
 * layout.h: pieces of text that several writers share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

/* Appends like printf. Control characters other than line feeds become '?':
 * texts of a tree must not steer the terminal. */
G_GNUC_PRINTF(2, 3)
void layout_print(GString *out, const char *format, ...);

/* "hw/core/machine.c:12", or without the line, or "(no place)". */
void layout_place(GString *out, const Location *location);

/* Where to look first; no file if the finding has no evidence. */
Location layout_place_of(const Finding *finding);

/* "pc-q35-8.2, virt-8.2": all of them. */
void layout_names(GString *out, const GPtrArray *names);

/* "pc-q35-2.4 .. 9.2, virt-2.6 .. 9.2": neighbours among the promised machine
 * types are one range. Newly allocated. */
char *layout_ranges(const GPtrArray *names, const GPtrArray *promised);

/* What to call a tree in a sentence: its version; where both have the same,
 * its label; else "old" or "new". Borrowed from the report. */
const char *layout_tree_name(const Report *report, EvidenceSide side);

/* How a piece of text stands out, if colours are on. */
typedef enum LayoutStyle {
    STYLE_PLAIN,
    STYLE_HEADING,
    STYLE_BREAK,
    STYLE_GUEST_VISIBLE,
    STYLE_RISK,
    STYLE_INFO,
    STYLE_PLACE,
    STYLE_MARK,
    STYLE_ADDED,
    STYLE_REMOVED,
} LayoutStyle;

LayoutStyle layout_severity_style(Severity severity);
void layout_styled(const ReportContext *context, LayoutStyle style,
                   const char *text);

/* Words, broken at spaces before column 79; further lines begin at column
 * `indent`, the first goes on where `out` stands. Ends the line. */
void layout_wrapped(GString *out, const char *text, guint indent);

/* At most `width` characters: cut ones end in "...". Newly allocated. */
char *layout_shortened(const char *text, guint width);
