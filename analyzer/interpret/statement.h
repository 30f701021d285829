/*
 * statement.h: running statements.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

Flow execute(Interpreter *interpreter, const IrNode *node);
/* The statements of a block from `from` on (NULL: none); `all` is the first
 * of the block, for jumps back. */
Flow execute_list(Interpreter *interpreter, const IrNode *all,
                  const IrNode *from);
const Term *execute_statement_expression(Interpreter *interpreter,
                                         const IrNode *node);
Flow execute_loop(Interpreter *interpreter, const IrNode *node);
Flow execute_switch(Interpreter *interpreter, const IrNode *node);
