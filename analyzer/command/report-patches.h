/*
 * report-patches.h: what a change does to the files that findings point to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"
#include "source/source.h"

/* ReportPatch, for Report; the array owns the texts, the names of files are
 * borrowed from the findings (const Finding *). The caller's. */
GArray *report_patches_new(const Source *before, const Source *after,
                           const GPtrArray *findings);
