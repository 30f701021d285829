/*
 * checked.h: the check of a change, for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

/* What was checked, what was found in all, and which of several changes
 * introduces and cures what. */
void checked_write(const ReportContext *context);

/* Title of the later change that cures what the change `step` introduces; NULL
 * if none does. */
const char *checked_cure(const ReportChecked *checked, guint step,
                         const Finding *finding);
