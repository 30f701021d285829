/*
 * mail-head.h: the headers of an answer to a mail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

/* Headers and the empty line below them; nothing if the mail's id is none that
 * can be answered to. */
void mail_head(GString *out, const ReportReply *reply);
