/*
 * lost.h: findings about what did not compile in one of the trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"
#include "rules/finding.h"

/* Takes out those about what a file defines of which one tree's compiler
 * dropped tables (GAP_LOST) and the other's did not: what seems to be gone, or
 * to have come, was only not read. The gap itself says so. */
void findings_remove_lost(Findings *findings, const Comparison *comparison);
