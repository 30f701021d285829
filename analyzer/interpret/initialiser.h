/*
 * initialiser.h: what a path means in a static initialiser.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

typedef enum InitialKind {
    INITIAL_ABSENT,    /* not mentioned: zero */
    INITIAL_VALUE,     /* `node` is the expression */
    INITIAL_CHARACTER, /* `number`, of a string literal */
    INITIAL_AGGREGATE, /* made of several parts; `node` is one of them */
    INITIAL_OTHER,     /* below an expression that is no list */
} InitialKind;

typedef struct Initial {
    InitialKind kind;
    const IrNode *node;
    gint64 number;
} Initial;

Initial initialiser_find(Interpreter *interpreter, const IrUnit *unit,
                         const IrNode *root, const Path *path);
/* One more than the highest index in a list; the size of a string. -1 if it
 * is neither. */
gint64 initialiser_length(Interpreter *interpreter, const IrUnit *unit,
                          const IrNode *node);
/* Does the value of the expression not depend on when it is evaluated? */
bool initialiser_is_constant(Interpreter *interpreter, const IrUnit *unit,
                             const IrNode *node);
