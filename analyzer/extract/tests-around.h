/*
 * tests-around.h: what code makes it depend on whether a place in it is
 * reached.
 *
 * Tests around the place, and those that left the function before it. Tests
 * of callers are told as what they ask, not as text: several callers may ask
 * different things.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/calls.h"

typedef struct AroundTest {
    const IrNode *node; /* a switch: its value */
    bool negated;
} AroundTest;

/* Appends AroundTest, outermost first, for a node of the function's body;
 * false if it is not in there. Whether there is a fw_cfg, and whether an
 * error is pending, are no tests. */
bool tests_around(const IrProgram *program, const IrSymbol *function,
                  const IrNode *wanted, GArray *tests);

/* The conjunction, NULL of no tests. */
char *tests_text(const IrSymbol *function, const GArray *tests);

/* Of char *, no repetitions. */
typedef struct Asked {
    GPtrArray *asks;  /* "Record.member"; "function()" and what such a function
                         looks at; variables of the program. Through locals
                         that have an initialiser */
    GPtrArray *needs; /* "Record.member", "!Record.member": what must hold */
} Asked;

/* Adds what the tests ask. */
void tests_asks(const IrProgram *program, const IrSymbol *function,
                const GArray *tests, Asked *asked);

/* The same for those who call the function, up to some depth; what must hold
 * only if there is one caller. The file of the one on the way that is given a
 * device; NULL if nobody is. */
const char *tests_of_callers(const IrProgram *program, const CallIndex *calls,
                             const IrSymbol *function, Asked *asked);
