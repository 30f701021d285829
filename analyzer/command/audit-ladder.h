/*
 * audit-ladder.h: two wire orders, aligned.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"
#include "reports/audit.h"

/* Fields in wire order, then subsections. */
void audit_fill_ladder(Audit *audit, AuditLadder *ladder, const VMState *before,
                       const VMState *after);
