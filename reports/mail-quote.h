/*
 * mail-quote.h: the lines that a remark in a mail answers to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

/*
 * What the finding points to, each line behind "> ": the hunk of the change
 * that has it, if the report has the change, or else the source line; "" if
 * neither is at hand. Newly allocated. *ret_evidence is which evidence is
 * quoted, NULL if none is.
 */
char *mail_quote(const Report *report, const Finding *finding,
                 const Evidence **ret_evidence);
