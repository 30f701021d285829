/*
 * test.h: tests of one thing that exclude each other.
 *
 * `type == DISK` and `type == NET` cannot both hold. That is known of a text
 * if it was noted here when it was made; of any other text it is known that
 * it says its subject is not zero. Only with the exclusive_tests of the
 * interpreter's configuration; without them nothing here is found.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"
#include "interpret/term.h"

/* `text` and `subject` are interned. */
void test_note(Interpreter *interpreter, const char *text, const char *subject,
               const gint64 *numbers, guint n_numbers, bool is_none_of);
/* A comparison of which one side is a number. */
void test_note_comparison(Interpreter *interpreter, const char *text,
                          IrOperator op, const Term *left, const Term *right);
const Test *test_of_text(Interpreter *interpreter, const char *text);

/* Do the conditions in force decide it? */
Truth test_decided(Interpreter *interpreter, const Guard *guard);
/* Do they exclude it? */
bool test_is_excluded(Interpreter *interpreter, const Guard *guard);

/* What a choice of truths says, for the text of a guard. */
char *choice_test_text(Interpreter *interpreter, const Term *choice,
                       const IrNode *node);
/* For the guard that says that not all of `both` hold: a choice of its truth;
 * NULL if exclusive tests are not asked for. */
const Term *test_alternatives(Interpreter *interpreter, const Guard *guard,
                              const Guard *both, guint n_both);
