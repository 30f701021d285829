/*
 * Strings: literals, and those that are made at run time and may be changed.
 *
 * A string made at run time has an object whose root cell is its text as it
 * was made; characters written later are cells of their own. Terms that point
 * into it remember the object and the offset, so that a text read from a
 * variable is always the present one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

#include <string.h>

/* Characters one by one, from a path that ends in an index. */
static const char *gather_characters(Interpreter *interpreter,
                                     const Object *object, const Path *first)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const guint limit = 4096;

    while (text->len < limit) {
        const Path *path = path_index(interpreter->paths, first->parent,
                                      first->index + (gint64)text->len);
        const Term *term = memory_read(interpreter, object, path, NULL);

        if (term->kind != TERM_INTEGER) {
            return NULL;
        }
        if (term->number == 0) {
            return arena_string(interpreter->arena, text->str);
        }
        g_string_append_c(text, (char)term->number);
    }
    return NULL;
}

const Term *string_new(Interpreter *interpreter, const char *text)
{
    const Path *root = path_root(interpreter->paths);
    Object *object =
        object_new(interpreter, "(string)", (Fill){.kind = FILL_ZERO});
    const Term *made = term_string(interpreter, text);

    object->is_variable = true;
    object->is_text = true;
    object_put(interpreter, object, root, made, interpreter_where(interpreter));
    return term_string_part(interpreter, object, made->text, 0);
}

const Term *string_part(Interpreter *interpreter, const Term *whole,
                        const char *text, gint64 offset)
{
    if (whole->kind == TERM_POINTER) {
        return pointer_add(interpreter, whole, offset);
    }
    return term_string_part(interpreter, whole->object, text + offset,
                            whole->object ? whole->number + offset : 0);
}

/* The present text from the place on that the term points to. */
static const char *present_text(Interpreter *interpreter, const Term *term)
{
    const Path *root = path_root(interpreter->paths);

    if (!term->object || !object_has_below(term->object, root)) {
        return term->text;
    }
    return gather_characters(
        interpreter, term->object,
        path_index(interpreter->paths, root, term->number));
}

static const Term *refresh_one(Interpreter *interpreter, const Term *term,
                               void *data)
{
    const char *text;

    (void)data;
    if (term->kind != TERM_STRING || !term->object) {
        return term;
    }
    text = present_text(interpreter, term);
    if (!text) {
        return term_place(interpreter, term->object,
                          path_index(interpreter->paths,
                                     path_root(interpreter->paths),
                                     term->number));
    }
    return text == term->text ? term
                              : term_string_part(interpreter, term->object,
                                                 text, term->number);
}

const Term *string_refresh(Interpreter *interpreter, const Term *term)
{
    return interpreter->has_changed_text
               ? term_map(interpreter, term, refresh_one, NULL)
               : term;
}

static const char *array_text(Interpreter *interpreter, const Object *object,
                              const Path *first)
{
    const Term *whole;

    if (object_has_below(object, first->parent)) {
        return gather_characters(interpreter, object, first);
    }
    whole = memory_read(interpreter, object, first->parent, NULL);
    if (whole->kind != TERM_STRING) {
        return gather_characters(interpreter, object, first);
    }
    return first->index >= 0 && first->index <= (gint64)strlen(whole->text)
               ? whole->text + first->index
               : NULL;
}

const char *memory_string(Interpreter *interpreter, const Term *term)
{
    const Path *path;

    if (term->kind == TERM_STRING) {
        return present_text(interpreter, term);
    }
    if (term->kind != TERM_POINTER && term->kind != TERM_AGGREGATE) {
        return NULL;
    }
    path = term_path(term);
    if (term->kind == TERM_POINTER && path->depth > 0 && !path->member) {
        return array_text(interpreter, term->object, path);
    }
    return term_get_string(memory_read(interpreter, term->object, path, NULL));
}

const char *term_c_string(Interpreter *interpreter, const Term *term)
{
    return memory_string(interpreter, term);
}
