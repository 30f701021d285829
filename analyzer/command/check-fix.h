/*
 * check-fix.h: one patch that cures what can be cured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check.h"

/* Prints a patch for the last state, made of the remedies of `shown` (const
 * Finding *); tried in memory before. The exit status is that of what it does
 * not cure. */
guint check_fix(const Check *check, const GPtrArray *shown, GError **error);
