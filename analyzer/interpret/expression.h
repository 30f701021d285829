/*
 * expression.h: the value of expressions.
 *
 * Nothing is evaluated once the current path has ended (interpreter->dead).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/memory.h"
#include "interpret/term.h"

const Term *evaluate(Interpreter *interpreter, const IrNode *node);
Place evaluate_place(Interpreter *interpreter, const IrNode *node);
const Term *evaluate_address(Interpreter *interpreter, const IrNode *operand);
/* ++ and --. */
const Term *evaluate_step(Interpreter *interpreter, const IrNode *node);
/* Outside of any function: an initialiser's part. */
const Term *evaluate_static(Interpreter *interpreter, const IrUnit *unit,
                            const IrNode *node);
/* TYPE_UNKNOWN if it cannot be told. */
const Type *expression_type(Interpreter *interpreter, const IrNode *node);

/* What a name of a variable stands for; NULL for a local not declared. */
Object *name_object(Interpreter *interpreter, const IrNode *node);
const IrSymbol *name_function(Interpreter *interpreter, const IrNode *node);
void bind_local(Interpreter *interpreter, IrText name, Object *object);
/* Ends the scope of all but the first ones. */
void unbind_locals(Interpreter *interpreter, guint n_left);
Object *find_local(const Interpreter *interpreter, IrText name);

/* Writes the parts of an initialiser list to their places. */
void initialise(Interpreter *interpreter, Place place, const IrNode *list);
/* The object of a compound literal. */
Object *compound_object(Interpreter *interpreter, const IrNode *node);

/* operator.c: `type` is the result's, TYPE_UNKNOWN if not known. */
const Term *apply_binary(Interpreter *interpreter, IrOperator op,
                         const Term *left, const Term *right);
const Term *apply_unary(Interpreter *interpreter, IrOperator op,
                        const Term *operand);
const char *operator_spelling(IrOperator op);

/* call.c */
const Term *evaluate_call(Interpreter *interpreter, const IrNode *node);
const Term *call_function(Interpreter *interpreter, const Call *call,
                          const IrSymbol *function);

/* The name is set from `callee`. */
const Term *call_term(Interpreter *interpreter, Call *call, const Term *callee);

/* condition.c */
typedef struct Condition {
    Truth truth;
    GArray *when_true; /* Guard: what holds if it does; not NULL if unknown */
    GArray *when_false;
} Condition;

Condition evaluate_condition(Interpreter *interpreter, const IrNode *node);
Condition condition_of(Interpreter *interpreter, const Term *term,
                       const IrNode *node);
void condition_clear(Condition *condition);
/* 1, 0 or a choice of both. */
const Term *condition_term(Interpreter *interpreter,
                           const Condition *condition);
/* Values of the two sides, of which only one is evaluated. */
const Term *evaluate_conditional(Interpreter *interpreter, const IrNode *node);
