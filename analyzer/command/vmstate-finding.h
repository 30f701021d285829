/*
 * vmstate-finding.h: differences between two wire formats as findings, without
 * a look at machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/findings.h"
#include "command/output.h"
#include "diff/vmstate.h"

/* One finding for each difference, or one for each direction if they are not
 * equally grave. Rules are named after the kinds. The diff must outlive the
 * result. */
Findings *vmstate_findings(VMStateDiff *diff);

/* const Finding *; a line for each and what is to say about it, then counts. */
void vmstate_findings_print(const GPtrArray *shown, const GPtrArray *unshown,
                            Output *output);
