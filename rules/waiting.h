/*
 * waiting.h: families without a machine type of the version that is made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"
#include "rules/finding.h"

/* Findings of rules that set `expects_list` become risks where all of their
 * machine types belong to families that wait: between releases, the newest of
 * the family is of the last release while another family has a newer one. The
 * machine type that is to come brings the last release's lists with it, and
 * that it is still missing is family-left-behind's to say. */
void weaken_waiting(const Comparison *comparison, Findings *findings);
