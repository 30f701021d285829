/*
 * Elements of arrays, of which is not known which one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/guard.h"
#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

/* Which element a slot is, of the array at `base`; -1 if none. */
static gint64 element_index(const Object *object, const Path *base,
                            const Path *path)
{
    if (path->depth == base->depth + 1 && !path->member &&
        path_matches(path->parent, base)) {
        return path->index;
    }
    return base->depth == 0 && path->depth == 0 && !object->is_variable ? 0
                                                                        : -1;
}

typedef struct Elements {
    const Term *index;
    bool addresses; /* of the elements, not what is in them */
} Elements;

/* The elements written so far, each if the index is its own. */
static const Term *written_elements(Interpreter *interpreter,
                                    const Term *pointer, void *data)
{
    const Elements *wanted = data;
    const Term *index = wanted->index;
    const Object *object = pointer->object;
    const Path *base;
    const Term *last = NULL;
    ChoiceBuilder choice;
    const Term *elements;
    guint n = 0;

    if (pointer->kind != TERM_POINTER) {
        return term_unknownf(interpreter, "%s%s[%s]",
                             wanted->addresses ? "&" : "",
                             term_operand_text(interpreter, pointer),
                             term_text(interpreter, index));
    }
    base = term_path(pointer);
    base = base->depth > 0 && !base->member ? base->parent : base;
    choice_start(&choice, interpreter);
    for (guint i = 0; i < object->n_slots; i++) {
        const Slot *slot = &object->slots[i];
        gint64 number = element_index(object, base, slot->path);

        if (slot->term && number >= 0) {
            Guard guard = guard_equal(interpreter, index, number);

            last = wanted->addresses
                       ? term_place(interpreter, pointer->object, slot->path)
                       : slot->term;
            choice_add(&choice, &guard, 1, last);
            n++;
        }
    }
    elements = n > 1 ? choice_end(&choice) : NULL;
    g_clear_pointer(&choice.alternatives, g_array_unref);
    if (elements) {
        return elements;
    }
    return n == 1 ? last
                  : term_unknownf(interpreter, "%s%s[%s]",
                                  wanted->addresses ? "&" : "",
                                  memory_text(interpreter, object, base),
                                  term_text(interpreter, index));
}

Place place_some_element(Interpreter *interpreter, const Term *pointer,
                         const Term *index)
{
    const char *base = term_operand_text(interpreter, pointer);
    Elements elements = {index, pointer->kind == TERM_CHOICE};
    const Term *text;
    const Path *path;

    if (interpreter->config.exclusive_tests && pointer->kind == TERM_CHOICE) {
        return place_unknown(
            term_map(interpreter, pointer, written_elements, &elements));
    }
    if (pointer->kind == TERM_POINTER) {
        path = term_path(pointer);
        if (path->depth > 0 && !path->member) {
            path = path->parent;
        }
        base = memory_text(interpreter, pointer->object, path);
        text = interpreter->config.exclusive_tests
                   ? written_elements(interpreter, pointer, &elements)
                   : term_unknownf(interpreter, "%s[%s]", base,
                                   term_text(interpreter, index));
        return (Place){pointer->object, path, text};
    }
    return place_unknown(term_unknownf(interpreter, "%s[%s]", base,
                                       term_text(interpreter, index)));
}

Place place_first_element(Interpreter *interpreter, Place place)
{
    return place_at(place.object,
                    place.path->depth == 0 && !place.object->is_variable
                        ? place.path
                        : path_index(interpreter->paths, place.path, 0));
}
