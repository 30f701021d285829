/*
 * check-reply.h: which mail of a series the report answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check-steps.h"
#include "reports/report.h"

/* False if nothing was read from a mail that can be answered to; *ret_reply
 * lives as long as the check. `shown`: const Finding *. */
bool check_reply(const Check *check, const CheckSteps *steps,
                 const GPtrArray *shown, ReportReply *ret_reply);
