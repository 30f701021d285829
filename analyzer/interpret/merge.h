/*
 * merge.h: making one state of several that started from the same point.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

/* The state is that of `mark`; `strands` (at least one) start there. Returns
 * their values merged; NULL if they have none, or too many. */
const Term *merge_strands(Interpreter *interpreter, Mark mark,
                          const GArray *strands);
