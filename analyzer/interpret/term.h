/*
 * term.h: making, comparing and combining terms.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

/* Formatted as printf does; shortened if very long. */
const Term *term_unknownf(Interpreter *interpreter, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
const Term *term_number(Interpreter *interpreter, gint64 number,
                        bool is_unsigned, const char *name);
const Term *term_real(Interpreter *interpreter, double real);
/* `text` is kept, not copied: part of a longer string, say. */
const Term *term_string_kept(Interpreter *interpreter, const char *text);
/* The text of an object, from an offset on. */
const Term *term_string_part(Interpreter *interpreter, Object *object,
                             const char *text, gint64 offset);
const Term *term_place(Interpreter *interpreter, Object *object,
                       const Path *path);
const Term *term_aggregate(Interpreter *interpreter, Object *object,
                           const Path *path);
const Term *term_function(Interpreter *interpreter, const char *name,
                          const IrSymbol *function);
const Path *term_path(const Term *term);

bool term_equal(const Term *a, const Term *b);
/* In parentheses if it is an operation. */
const char *term_operand_text(Interpreter *interpreter, const Term *term);
/* What a text of the form "!x" denies; NULL if it has not that form. */
const char *text_negated(Interpreter *interpreter, const char *text);

typedef enum Truth {
    TRUTH_FALSE,
    TRUTH_TRUE,
    TRUTH_UNKNOWN,
} Truth;

Truth term_truth(const Term *term);

/* For Interpreter.choices. */
GHashTable *choice_table(void);

/* Collecting the alternatives of a choice. */
typedef struct ChoiceBuilder {
    Interpreter *interpreter;
    GArray *alternatives; /* Alternative */
    const char *excess;   /* why it cannot be told; NULL if it can */
} ChoiceBuilder;

void choice_start(ChoiceBuilder *choice, Interpreter *interpreter);
/* The alternatives of `term`, each under `guards` as well. */
void choice_add(ChoiceBuilder *choice, const Guard *guards, guint n_guards,
                const Term *term);
/* The single term if all are equal; NULL, and a gap, if there are too many. */
const Term *choice_end(ChoiceBuilder *choice);
