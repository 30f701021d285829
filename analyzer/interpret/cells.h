/*
 * cells.h: the memory of the interpreter; part of interpret.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/interpret.h"

/*
 * Objects: memory with cells that are found by path. A cell never written
 * reads as what the object was initialised with: the initialiser of a
 * variable, zero, or unknown.
 *
 * Members of different records that share an object (a class seen as
 * DeviceClass and as PCIDeviceClass) are different cells even if their names
 * are equal: each member step of a path remembers the record that owns it.
 * In the text of paths that is left out: ".realize" finds the member if only
 * one record's was written (else the value is unknown, its text says so), and
 * ".DeviceClass:realize" is that record's. A step to a first member that is a
 * record itself (an embedded parent) leads nowhere: it is left out of paths,
 * so that `dc->desc` and `k->parent_class.desc` are the same cell.
 *
 * An array used as a pointer points to "...[0]"; the first element behind a
 * pointer to a single object is the object itself.
 *
 * What an unknown pointer points to is an object too, labelled with the
 * pointer's text, for as long as the outermost interpreter_call() runs.
 */
typedef enum ObjectFill {
    OBJECT_ZERO,
    OBJECT_UNKNOWN,
} ObjectFill;

/* `label` is copied; used in the text of unknown values. */
Object *interpreter_object(Interpreter *interpreter, const char *label,
                           ObjectFill fill);
/* The object of a variable with static storage: one for each symbol. */
Object *interpreter_variable(Interpreter *interpreter, const IrSymbol *symbol);
/* A copy that shares nothing with the original: how a QOM class starts out
 * as its parent. */
Object *interpreter_clone(Interpreter *interpreter, const Object *object,
                          const char *label);
const char *object_label(const Object *object);
/* The variable it is, or NULL. */
const IrSymbol *object_symbol(const Object *object);
void object_set_user(Object *object, void *user); /* borrowed */
void *object_user(const Object *object);

const Term *interpreter_read(Interpreter *interpreter, const Object *object,
                             const char *path);
void interpreter_write(Interpreter *interpreter, Object *object,
                       const char *path, const Term *term);
/* Reads through a pointer or aggregate term: `path` ".name" or "[2].name" is
 * added to its own. Unknown if `base` is no pointer. */
const Term *interpreter_read_at(Interpreter *interpreter, const Term *base,
                                const char *path);
/* Writes where a pointer points to; where one of several does, each. */
void interpreter_write_at(Interpreter *interpreter, const Term *pointer,
                          const Term *term);

/* The initialiser a cell would be read from, or NULL: for its line. */
const IrNode *interpreter_initialiser(Interpreter *interpreter,
                                      const Object *object, const char *path,
                                      const IrUnit **ret_unit);
/* Number of elements of the array at `path`: from its type or initialiser;
 * -1 if it cannot be told. */
gint64 interpreter_array_length(Interpreter *interpreter, const Object *object,
                                const char *path);

/* Cells written so far, sorted by path. */
typedef struct Cell {
    const char *path;
    const Term *term;
    const char *record; /* owning record of the last member step, "" if none */
    Location where;     /* of the write; file NULL if written from outside */
} Cell;
GArray *object_cells(Interpreter *interpreter,
                     const Object *object); /* Cell; free it */
