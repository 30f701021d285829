/*
 * Places: what lvalues name, and the arithmetic of pointers to them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/guard.h"
#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

#include <string.h>

Place place_unknown(const Term *term)
{
    return (Place){NULL, NULL, term};
}

Place place_at(Object *object, const Path *path)
{
    return (Place){object, path, NULL};
}

/* What an unknown pointer points to: the same object for the same text, so
 * that what a function writes there can be read back. */
static Object *symbolic_object(Interpreter *interpreter, const char *text)
{
    Object *object = g_hash_table_lookup(interpreter->symbolic, text);

    if (!object) {
        object = object_new(interpreter, text, (Fill){.kind = FILL_UNKNOWN});
        object->serial = 0;
        g_hash_table_insert(interpreter->symbolic,
                            (char *)interpreter_intern(interpreter, text),
                            object);
    }
    return object;
}

Place place_of(Interpreter *interpreter, const Term *pointer)
{
    switch (pointer->kind) {
    case TERM_POINTER:
    case TERM_AGGREGATE:
        return place_at(pointer->object, term_path(pointer));
    case TERM_STRING:
        if (pointer->object) {
            return place_at(pointer->object,
                            path_index(interpreter->paths,
                                       path_root(interpreter->paths),
                                       pointer->number));
        }
        return place_unknown(term_integer(interpreter, pointer->text[0]));
    case TERM_FUNCTION:
    case TERM_CHOICE:
        return place_unknown(pointer);
    case TERM_UNKNOWN:
        return place_at(symbolic_object(interpreter, pointer->text),
                        path_root(interpreter->paths));
    default:
        return place_unknown(term_unknownf(
            interpreter, "*%s", term_operand_text(interpreter, pointer)));
    }
}

typedef struct MemberStep {
    const IrUnit *unit;
    const char *record;
    const char *member;
} MemberStep;

static const Term *member_address(Interpreter *interpreter, const Term *term,
                                  void *data)
{
    const MemberStep *step = data;
    Place place =
        place_member(interpreter, step->unit, place_of(interpreter, term),
                     step->record, step->member);

    return place_address(interpreter, place);
}

Place place_member(Interpreter *interpreter, const IrUnit *unit, Place base,
                   const char *record, const char *member)
{
    MemberStep step = {unit, record, member};
    const char *embedded;
    const Type *type;

    if (!base.object) {
        if (base.other->kind == TERM_CHOICE) {
            return place_unknown(
                term_map(interpreter, base.other, member_address, &step));
        }
        return place_unknown(
            term_unknownf(interpreter, "%s.%s",
                          term_operand_text(interpreter, base.other), member));
    }
    if (base.other) {
        return place_unknown(
            term_unknownf(interpreter, "%s.%s",
                          term_operand_text(interpreter, base.other), member));
    }
    if (!*record) {
        type = memory_type(interpreter, base.object, base.path);
        record = type->kind == TYPE_RECORD ? type->record : "";
    }
    embedded =
        *record ? type_embedded(interpreter->types, unit, record, NULL) : NULL;
    if (embedded && g_str_equal(embedded, member)) {
        return base;
    }
    return place_at(base.object,
                    path_member(interpreter->paths, base.path, record, member));
}

typedef struct Access {
    const Type *type;
    const Term *term;
} Access;

static const Term *load_alternative(Interpreter *interpreter, const Term *term,
                                    void *data)
{
    const Access *access = data;

    return place_load(interpreter, place_of(interpreter, term), access->type);
}

const Term *place_load(Interpreter *interpreter, Place place, const Type *type)
{
    Access access = {type, NULL};

    if (!place.object && place.other->kind == TERM_CHOICE) {
        return term_map(interpreter, place.other, load_alternative, &access);
    }
    if (place.other) {
        return place.other;
    }
    if (type->kind == TYPE_ARRAY) {
        return term_place(interpreter, place.object,
                          path_index(interpreter->paths, place.path, 0));
    }
    return memory_read(interpreter, place.object, place.path, type);
}

/* Only one of several places is written, not known which. */
static void store_choice(Interpreter *interpreter, const Term *pointers,
                         const Type *type, const Term *term)
{
    for (guint i = 0; i < pointers->n_alternatives; i++) {
        const Alternative *alternative = &pointers->alternatives[i];
        Place place = place_of(interpreter, alternative->term);
        ChoiceBuilder choice;
        const Term *merged;
        Guard otherwise;

        if (!place.object || place.other || alternative->n_guards == 0) {
            continue;
        }
        otherwise = guards_negation(interpreter, alternative->guards,
                                    alternative->n_guards);
        choice_start(&choice, interpreter);
        choice_add(&choice, alternative->guards, alternative->n_guards, term);
        choice_add(
            &choice, &otherwise, 1,
            memory_freeze(interpreter, memory_read(interpreter, place.object,
                                                   place.path, type)));
        merged = choice_end(&choice);
        memory_write(interpreter, place.object, place.path,
                     merged
                         ? merged
                         : term_unknown(interpreter,
                                        memory_text(interpreter, place.object,
                                                    place.path)));
    }
}

void place_store(Interpreter *interpreter, Place place, const Type *type,
                 const Term *term)
{
    term = memory_freeze(interpreter, term_convert(interpreter, term, type));
    if (place.object && place.other && interpreter->config.first_pass_only) {
        memory_write(interpreter, place.object,
                     place_first_element(interpreter, place).path, term);
    } else if (place.object && place.other) {
        memory_write(
            interpreter, place.object, place.path,
            term_unknown(interpreter,
                         memory_text(interpreter, place.object, place.path)));
    } else if (place.object) {
        memory_write(interpreter, place.object, place.path, term);
    } else if (place.other->kind == TERM_CHOICE) {
        store_choice(interpreter, place.other, type, term);
    }
}

const Term *place_address(Interpreter *interpreter, Place place)
{
    if (place.object && !place.other) {
        return term_place(interpreter, place.object, place.path);
    }
    switch (place.other->kind) {
    case TERM_UNKNOWN:
        return term_unknownf(interpreter, "&%s",
                             term_operand_text(interpreter, place.other));
    default:
        return place.other;
    }
}

static const Term *moved(Interpreter *interpreter, const Term *term,
                         gint64 count)
{
    const Path *path = term_path(term);
    Object *object = term->object;

    if (path->depth > 0 && !path->member) {
        count += path->index;
        path = path->parent;
        if (count == 0 && path->depth == 0 && !object->is_variable) {
            return term_place(interpreter, object, path);
        }
    }
    return term_place(interpreter, object,
                      path_index(interpreter->paths, path, count));
}

static const Term *add_one(Interpreter *interpreter, const Term *pointer,
                           void *data)
{
    gint64 count = *(const gint64 *)data;

    switch (pointer->kind) {
    case TERM_POINTER:
        return moved(interpreter, pointer, count);
    case TERM_STRING:
        if (count >= 0 && count <= (gint64)strlen(pointer->text)) {
            return string_part(interpreter, pointer, pointer->text, count);
        }
        if (pointer->object && pointer->number + count >= 0) {
            return term_place(interpreter, pointer->object,
                              path_index(interpreter->paths,
                                         path_root(interpreter->paths),
                                         pointer->number + count));
        }
        break;
    default:
        break;
    }
    return term_unknownf(interpreter, "%s %c %" G_GINT64_FORMAT,
                         term_operand_text(interpreter, pointer),
                         count < 0 ? '-' : '+', ABS(count));
}

const Term *pointer_add(Interpreter *interpreter, const Term *pointer,
                        gint64 count)
{
    return count == 0 ? pointer
                      : term_map(interpreter, pointer, add_one, &count);
}

static const Term *convert_integer(Interpreter *interpreter, const Term *term,
                                   const Type *type)
{
    guint64 mask = type->size < 8 ? (1ull << (8 * type->size)) - 1 : ~0ull;
    guint64 bits = (guint64)term->number & mask;
    bool is_unsigned = type->is_unsigned && type->size >= 4;

    if (type->is_boolean) {
        bits = term->number != 0;
    } else if (!type->is_unsigned && type->size < 8 &&
               bits >> (8 * type->size - 1)) {
        bits |= ~mask;
    }
    if ((gint64)bits == term->number && is_unsigned == term->is_unsigned) {
        return term;
    }
    return term_number(interpreter, (gint64)bits, is_unsigned,
                       (gint64)bits == term->number ? term->text : NULL);
}

static const Term *convert_one(Interpreter *interpreter, const Term *term,
                               void *data)
{
    const Type *type = data;

    if (type->kind == TYPE_REAL && term->kind == TERM_INTEGER) {
        return term_real(interpreter, term->is_unsigned
                                          ? (double)(guint64)term->number
                                          : (double)term->number);
    }
    if (type->kind != TYPE_INTEGER) {
        return term;
    }
    if (term->kind == TERM_REAL && ABS(term->real) < 9.2e18) {
        term = term_integer(interpreter, (gint64)term->real);
    }
    if (term->kind == TERM_INTEGER) {
        return convert_integer(interpreter, term, type);
    }
    if (type->is_boolean && term_truth(term) == TRUTH_TRUE) {
        return term_integer(interpreter, 1);
    }
    return term;
}

const Term *term_convert(Interpreter *interpreter, const Term *term,
                         const Type *type)
{
    if (type->kind != TYPE_INTEGER && type->kind != TYPE_REAL) {
        return term;
    }
    return term_map(interpreter, term, convert_one, (void *)type);
}
