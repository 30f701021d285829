/*
 * findings.h: what the commands do with findings before they are written:
 * which of them are asked for, what the sources add to them, and what that
 * makes of the exit status.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"
#include "rules/accepted.h"
#include "rules/finding.h"
#include "source/source.h"

/* Without --severity: down to this one. */
#define SEVERITY_USUAL SEVERITY_RISK

/* Findings of the directions asked for that are at least as grave as asked for
 * and not accepted, unless `unshown`: then the others of those directions.
 * const Finding *, in their order; the caller's. */
typedef enum FindingChoice {
    FINDINGS_SHOWN,
    FINDINGS_UNSHOWN,
} FindingChoice;

GPtrArray *findings_choose(const Findings *findings,
                           const CommandOptions *options, FindingChoice choice);

/* STATUS_BREAK and STATUS_LOWER, of findings that are shown. */
guint findings_status(const GPtrArray *shown, const CommandOptions *options);

/* What the texts of both trees add. A source may be NULL: saved facts have
 * none, and then nothing is added. */
void findings_add_source_lines(Findings *findings, const Source *before,
                               const Source *after);
/* Diffs that add the entries of a remedy to the newer tree's lists. */
void findings_add_patches(Findings *findings, const Source *after);

/*
 * Marks what is known and accepted: by the data that came with the program,
 * and by the newer tree's own file, if there is a source. What is expired or
 * met no finding is added as a finding itself. False if the tree's file is
 * broken.
 */
bool findings_accept(Findings *findings, const Source *after,
                     const AcceptedContext *context, GError **error);
/* Today, or the day of SOURCE_DATE_EPOCH: "2025-01-31"; the caller's. */
char *findings_today(void);
