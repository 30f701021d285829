/*
 * card.h: a whole comparison on one screen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/report.h"

void card_write(const ReportContext *context);
