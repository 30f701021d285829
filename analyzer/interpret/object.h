/*
 * object.h: the cells of objects, and the journal of their changes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

#define NO_SLOT G_MAXUINT

Object *object_new(Interpreter *interpreter, const char *label, Fill fill);
void object_free(Object *object);
/* The name of a local variable went out of scope: its object is used again if
 * no term and no journal refers to it. */
void object_release(Interpreter *interpreter, Object *object);

/* The slot that stands for `path`, NO_SLOT if there is none. `ret_many`, if
 * not NULL, is set if an unqualified path stands for several. */
guint object_find(const Object *object, const Path *path, bool *ret_many);
/* Is anything written strictly below `path`? */
bool object_has_below(const Object *object, const Path *path);

/* Puts a term in the cell and forgets what was below it. Not for aggregates
 * that are not frozen. */
void object_put(Interpreter *interpreter, Object *object, const Path *path,
                const Term *term, Location where);
/* Sets a slot's content as it stands. The old one is noted in the journal,
 * unless the object is younger than the latest mark: then there is no point
 * to go back to at which it held anything else. */
void object_set(Interpreter *interpreter, Object *object, guint slot,
                const Term *term, Location where);

/* Copies the slots at and below `root` to `to`, a new object that nothing
 * else knows: not noted in the journal. */
void object_copy_below(Interpreter *interpreter, Object *to, const Object *from,
                       const Path *root);

/* Takes the journal back to `length` entries. */
void journal_undo(Interpreter *interpreter, guint length);
/* What changed since: Change with the present content. */
GArray *journal_collect(Interpreter *interpreter, guint length);
void journal_apply(Interpreter *interpreter, const GArray *changes);
