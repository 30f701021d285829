/*
 * operator.h: what the operators' files share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

bool term_is_address(const Term *term);
/* The result of a comparison of what has this order: -1, 0 or 1. NULL if the
 * operator does not compare. */
const Term *compare_by_order(Interpreter *interpreter, IrOperator op,
                             int order);
/* Comparisons and differences, of which at least one side is an address. NULL
 * if the result is not known. */
const Term *compare_addresses(Interpreter *interpreter, IrOperator op,
                              const Term *a, const Term *b);
