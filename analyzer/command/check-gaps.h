/*
 * check-gaps.h: what of the changed tree was not understood.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check.h"

/* ReportGap: gaps that are new with the change, those in files that it
 * touches, and files that cannot be read since. The caller's; the texts are
 * those of the check. */
GArray *check_gaps(const Check *check);
