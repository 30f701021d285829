/*
 * check-report.h: what a check found, as a report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check-steps.h"

/* Prints it; the exit status. `judgement` is of base and last state; NULL if
 * nothing that changed can matter. */
guint check_report(const Check *check, const Judgement *judgement,
                   const CheckSteps *steps, GError **error);
