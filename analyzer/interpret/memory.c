/*
 * Cells read and written by path.
 *
 * A path that has no cell of its own takes its value from the nearest cell
 * above it, else from what the object was filled with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/memory.h"

#include "interpret/expression.h"
#include "interpret/guard.h"
#include "interpret/initialiser.h"
#include "interpret/object.h"
#include "interpret/term.h"

#include <string.h>

const char *memory_text(Interpreter *interpreter, const Object *object,
                        const Path *path)
{
    bool arrow = !object->is_variable && path->text[0] == '.';
    g_autofree char *text =
        g_strconcat(object->label, arrow ? "->" : "",
                    arrow ? path->text + 1 : path->text, NULL);

    return interpreter_intern(interpreter, text);
}

/* The type of one step; embedded parents are entered as needed, because
 * their own steps are left out of paths. */
static const Type *step_type(Interpreter *interpreter, const IrUnit *unit,
                             const Type *type, const Path *step)
{
    const char *record = type->record;
    FieldInfo field;

    if (!step->member) {
        return type->kind == TYPE_ARRAY
                   ? type_target(interpreter->types, unit, type)
                   : type_unknown(interpreter->types);
    }
    while (type->kind == TYPE_RECORD && record) {
        if ((!step->record || g_str_equal(step->record, record)) &&
            type_field(interpreter->types, unit, record, step->member,
                       &field)) {
            return field.type;
        }
        if (!type_embedded(interpreter->types, unit, record, &record)) {
            break;
        }
    }
    if (step->record && type_field(interpreter->types, unit, step->record,
                                   step->member, &field)) {
        return field.type;
    }
    return type_unknown(interpreter->types);
}

const Type *memory_type(Interpreter *interpreter, const Object *object,
                        const Path *path)
{
    const Type *type;

    if (path->depth == 0) {
        return object->type ? object->type : type_unknown(interpreter->types);
    }
    type = memory_type(interpreter, object, path->parent);
    return step_type(interpreter, object->unit, type, path);
}

static bool is_compound_type(const Type *type)
{
    return type->kind == TYPE_RECORD || type->kind == TYPE_ARRAY;
}

static const Term *zero_of(Interpreter *interpreter, const Object *object,
                           const Path *path, const Type *type)
{
    if (is_compound_type(type) ||
        (type->kind == TYPE_UNKNOWN && object_has_below(object, path))) {
        return term_aggregate(interpreter, (Object *)object, path);
    }
    return type->kind == TYPE_REAL ? term_real(interpreter, 0)
                                   : term_integer(interpreter, 0);
}

static const Term *read_expression(Interpreter *interpreter,
                                   const Object *object, const Path *path,
                                   const Type *type, const IrNode *node)
{
    const IrUnit *unit = object->fill.unit;
    bool is_scalar = type->kind != TYPE_UNKNOWN && !is_compound_type(type);

    if (node->kind == IR_COMPOUND && type->kind == TYPE_RECORD) {
        return term_aggregate(interpreter, (Object *)object, path);
    }
    if (node->kind == IR_INIT_LIST) {
        if (!is_scalar) {
            return term_aggregate(interpreter, (Object *)object, path);
        }
        node = ir_first(unit->file, node);
        node = node ? ir_first(unit->file, node) : NULL;
        if (!node) {
            return term_integer(interpreter, 0);
        }
    }
    return term_convert(interpreter, evaluate_static(interpreter, unit, node),
                        type);
}

static const Term *read_initialiser(Interpreter *interpreter,
                                    const Object *object, const Path *path,
                                    const Type *type)
{
    const Fill *fill = &object->fill;
    const Path *full = path_rebase(interpreter->paths, fill->base, path,
                                   path_root(interpreter->paths));
    Initial initial =
        initialiser_find(interpreter, fill->unit, fill->node, full);

    switch (initial.kind) {
    case INITIAL_ABSENT:
        return zero_of(interpreter, object, path, type);
    case INITIAL_VALUE:
        return read_expression(interpreter, object, path, type, initial.node);
    case INITIAL_CHARACTER:
        return term_integer(interpreter, initial.number);
    case INITIAL_AGGREGATE:
        return term_aggregate(interpreter, (Object *)object, path);
    case INITIAL_OTHER:
        break;
    }
    return term_unknown(interpreter, memory_text(interpreter, object, path));
}

static const Term *read_fill(Interpreter *interpreter, const Object *object,
                             const Path *path, const Type *type)
{
    switch (object->fill.kind) {
    case FILL_ZERO:
        return zero_of(interpreter, object, path, type);
    case FILL_INITIALISER:
        return read_initialiser(interpreter, object, path, type);
    case FILL_UNKNOWN:
        break;
    }
    if (is_compound_type(type) || object_has_below(object, path)) {
        return term_aggregate(interpreter, (Object *)object, path);
    }
    return term_unknown(interpreter, memory_text(interpreter, object, path));
}

/* A read below a cell that was written as a whole. */
typedef struct Below {
    const Path *path;
    const Path *cell;
    const Type *type;
} Below;

/* Where an aggregate is; its first element, if it is an array but what is
 * looked for is not one of its elements. */
static const Path *element_of(Interpreter *interpreter, const Term *term,
                              const Path *path, const Path *cell)
{
    const Path *base = term_path(term);
    bool is_element = path->depth > cell->depth &&
                      !path_ancestor(path, cell->depth + 1)->member;

    if (!is_element &&
        memory_type(interpreter, term->object, base)->kind == TYPE_ARRAY) {
        return path_index(interpreter->paths, base, 0);
    }
    return base;
}

static const Term *read_below(Interpreter *interpreter, const Term *term,
                              void *data)
{
    const Below *below = data;
    const Path *path = below->path;

    switch (term->kind) {
    case TERM_AGGREGATE:
        path = path_rebase(interpreter->paths,
                           element_of(interpreter, term, path, below->cell),
                           path, below->cell);
        return memory_read(interpreter, term->object, path, below->type);
    case TERM_STRING:
        if (path->depth == below->cell->depth + 1 && !path->member) {
            gint64 length = (gint64)strlen(term->text);

            return term_integer(interpreter,
                                path->index >= 0 && path->index < length
                                    ? term->text[path->index]
                                    : 0);
        }
        break;
    case TERM_INTEGER:
        if (term->number == 0) {
            return term;
        }
        break;
    default:
        break;
    }
    return term_unknownf(interpreter, "%s%s",
                         term_operand_text(interpreter, term),
                         path->text + strlen(below->cell->text));
}

/* The nearest written cell at or above `path`; NULL if there is none. */
static const Slot *nearest_cell(const Object *object, const Path *path,
                                const Path **ret_path, bool *ret_many)
{
    for (; path; path = path->parent) {
        guint slot = object_find(object, path, ret_many);

        if (slot != NO_SLOT && object->slots[slot].term) {
            *ret_path = path;
            return &object->slots[slot];
        }
    }
    return NULL;
}

static const Term *read_cell(Interpreter *interpreter, const Object *object,
                             const Path *path, const Type *type)
{
    const Path *cell = NULL;
    bool many = false;
    const Slot *slot = nearest_cell(object, path, &cell, &many);
    Below below = {path, cell, type};

    if (many) {
        return term_unknownf(interpreter, "%s (of several records)",
                             memory_text(interpreter, object, path));
    }
    if (!slot) {
        return read_fill(interpreter, object, path, type);
    }
    if (cell->depth == path->depth) {
        if (path->depth == 0 && !object->is_variable &&
            slot->term->kind == TERM_AGGREGATE) {
            return read_below(interpreter, slot->term, &below);
        }
        return slot->term->kind != TERM_STRING && object_has_below(object, path)
                   ? term_aggregate(interpreter, (Object *)object, path)
                   : slot->term;
    }
    if (is_compound_type(type) && object_has_below(object, path)) {
        return term_aggregate(interpreter, (Object *)object, path);
    }
    return term_map(interpreter, slot->term, read_below, &below);
}

const Term *memory_read(Interpreter *interpreter, const Object *object,
                        const Path *path, const Type *type)
{
    if (!type || type->kind == TYPE_UNKNOWN) {
        type = memory_type(interpreter, object, path);
    }
    return string_refresh(
        interpreter,
        guards_filter(interpreter, read_cell(interpreter, object, path, type)));
}

/* What the copy's root is, when something above the original was written. */
static const Term *value_above(Interpreter *interpreter, const Object *object,
                               const Path *path)
{
    const Path *cell = NULL;
    const Slot *slot = nearest_cell(object, path, &cell, NULL);
    Below below = {path, cell, type_unknown(interpreter->types)};

    if (!slot || cell->depth == path->depth) {
        return NULL;
    }
    if (slot->term->kind == TERM_AGGREGATE) {
        return term_aggregate(
            interpreter, slot->term->object,
            path_rebase(interpreter->paths, term_path(slot->term), path, cell));
    }
    return term_map(interpreter, slot->term, read_below, &below);
}

static const Term *freeze_one(Interpreter *interpreter, const Term *term,
                              void *data)
{
    Object *object = term->object;
    const Path *root = path_root(interpreter->paths);
    const Path *path;
    const Term *above;
    Object *copy;
    Fill fill;
    guint slot;

    (void)data;
    if (term->kind != TERM_AGGREGATE || object->is_frozen) {
        return term;
    }
    path = term_path(term);
    slot = object_find(object, path, NULL);
    if (slot != NO_SLOT && object->slots[slot].term &&
        !object_has_below(object, path)) {
        return object->slots[slot].term;
    }
    fill = object->fill;
    fill.base = path_rebase(interpreter->paths, fill.base, path, root);
    copy =
        object_new(interpreter, memory_text(interpreter, object, path), fill);
    copy->unit = object->unit;
    copy->type = memory_type(interpreter, object, path);
    copy->is_variable = true;
    copy->is_frozen = true;
    above = value_above(interpreter, object, path);
    if (above) {
        object_put(interpreter, copy, root, above,
                   interpreter_where(interpreter));
    }
    object_copy_below(interpreter, copy, object, path);
    return term_aggregate(interpreter, copy, root);
}

const Term *memory_freeze(Interpreter *interpreter, const Term *term)
{
    return term_map(interpreter, term, freeze_one, NULL);
}

void memory_write(Interpreter *interpreter, Object *object, const Path *path,
                  const Term *term)
{
    if (object->is_frozen) {
        interpreter_gap(interpreter, "write to a temporary copy");
        return;
    }
    interpreter->has_changed_text |= object->is_text;
    object_put(interpreter, object, path, memory_freeze(interpreter, term),
               interpreter_where(interpreter));
}
