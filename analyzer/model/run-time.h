/*
 * run-time.h: what realizing a device makes of the values that defaults and
 * compat entries gave its properties; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective.h"

/* Fills in `run_time` and `value`: a reason for each write that happens or may
 * happen. A value is known afterwards if the one write that happens is of a
 * constant; one that only may happen leaves it unknown, unless it changes
 * nothing. `has_getters`: what is no member of the device, and has no default,
 * is computed when asked for. */
void run_time_apply(EffectiveDriver *effective, bool has_getters);
