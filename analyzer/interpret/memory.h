/*
 * memory.h: reading and writing through paths, places and pointers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/state.h"

/*
 * What an lvalue names. Without an object, `other` is what reading it gives:
 * an unknown value, a character of a string literal, or a choice of pointers
 * to places. A weak place is some element of the array at `path`, and `other`
 * what reading it gives.
 */
typedef struct Place {
    Object *object;
    const Path *path;
    const Term *other;
} Place;

/* `type` may be NULL: then the declared one is looked for. */
const Term *memory_read(Interpreter *interpreter, const Object *object,
                        const Path *path, const Type *type);
void memory_write(Interpreter *interpreter, Object *object, const Path *path,
                  const Term *term);
/* An aggregate that later writes to its object do not change. */
const Term *memory_freeze(Interpreter *interpreter, const Term *term);
/* The declared type of a path, TYPE_UNKNOWN if it cannot be told. */
const Type *memory_type(Interpreter *interpreter, const Object *object,
                        const Path *path);
/* "label.a.b" or "label->a.b" */
const char *memory_text(Interpreter *interpreter, const Object *object,
                        const Path *path);

Place place_unknown(const Term *term);
Place place_at(Object *object, const Path *path);
/* What a pointer points to, or where an aggregate is. */
Place place_of(Interpreter *interpreter, const Term *pointer);
Place place_member(Interpreter *interpreter, const IrUnit *unit, Place base,
                   const char *record, const char *member);
/* An element, not known which, of what `pointer` points into. */
Place place_some_element(Interpreter *interpreter, const Term *pointer,
                         const Term *index);
/* For a weak place: the first element, which stands for whichever one a loop
 * is at if only its first pass is run. */
Place place_first_element(Interpreter *interpreter, Place place);
const Term *place_load(Interpreter *interpreter, Place place, const Type *type);
void place_store(Interpreter *interpreter, Place place, const Type *type,
                 const Term *term);
const Term *place_address(Interpreter *interpreter, Place place);

const Term *pointer_add(Interpreter *interpreter, const Term *pointer,
                        gint64 count);
/* As if assigned to something of that type. */
const Term *term_convert(Interpreter *interpreter, const Term *term,
                         const Type *type);
/* A string made at run time. */
const Term *string_new(Interpreter *interpreter, const char *text);
/* From an offset on, of what `whole` points to and `text` is the text of. */
const Term *string_part(Interpreter *interpreter, const Term *whole,
                        const char *text, gint64 offset);
/* With the present text, if its characters were changed. */
const Term *string_refresh(Interpreter *interpreter, const Term *term);
/* The C string a term stands for: a literal, or a character array that is
 * known; NULL if it is not known. Lives as long as the interpreter. */
const char *memory_string(Interpreter *interpreter, const Term *term);
