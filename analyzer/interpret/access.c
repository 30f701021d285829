/*
 * Reading and writing objects from outside.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/initialiser.h"
#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

#include <string.h>

/* Steps named like the usual embedded parents are left out where the layout
 * cannot be looked up: the members are found under their own names. */
static const char *const embedded_names[] = {"parent_obj", "parent_class",
                                             "parent"};

static bool is_embedded_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(embedded_names); i++) {
        if (g_str_equal(name, embedded_names[i])) {
            return true;
        }
    }
    return false;
}

/* Is there something at the path as it is written? */
static bool is_there(Interpreter *interpreter, const Object *object,
                     const Path *path)
{
    guint slot = object_find(object, path, NULL);

    if ((slot != NO_SLOT && object->slots[slot].term) ||
        object_has_below(object, path)) {
        return true;
    }
    return object->fill.kind == FILL_INITIALISER &&
           initialiser_find(interpreter, object->fill.unit, object->fill.node,
                            path)
                   .kind != INITIAL_ABSENT;
}

/* A path given from outside, without the steps into embedded parents. */
static const Path *normalised(Interpreter *interpreter, const Object *object,
                              const Path *path)
{
    const Path *base;
    const Type *type;
    const char *embedded;

    if (path->depth == 0) {
        return path;
    }
    base = normalised(interpreter, object, path->parent);
    if (!path->member) {
        return path_index(interpreter->paths, base, path->index);
    }
    type = memory_type(interpreter, object, base);
    if (type->kind == TYPE_RECORD) {
        embedded =
            type_embedded(interpreter->types, object->unit, type->record, NULL);
        if (embedded && g_str_equal(embedded, path->member)) {
            return base;
        }
    } else if (!object->type && is_embedded_name(path->member) &&
               !is_there(interpreter, object, path)) {
        return base;
    }
    return path_member(interpreter->paths, base, path->record, path->member);
}

static const Path *parse(Interpreter *interpreter, const Object *object,
                         const char *text)
{
    const Path *path = path_parse(interpreter->paths, text ? text : "");

    return path ? normalised(interpreter, object, path) : NULL;
}

const Term *interpreter_read(Interpreter *interpreter, const Object *object,
                             const char *path)
{
    const Path *parsed = parse(interpreter, object, path);

    if (!parsed) {
        return term_unknown(interpreter, path);
    }
    return memory_read(interpreter, object, parsed, NULL);
}

void interpreter_write(Interpreter *interpreter, Object *object,
                       const char *path, const Term *term)
{
    const Path *parsed = parse(interpreter, object, path);

    if (parsed) {
        memory_write(interpreter, object, parsed, term);
    }
}

typedef struct Reading {
    const char *path;
} Reading;

static const Term *read_through(Interpreter *interpreter, const Term *base,
                                void *data)
{
    const Reading *reading = data;
    const Path *rest;
    const Path *path;

    if (base->kind != TERM_POINTER && base->kind != TERM_AGGREGATE) {
        return term_unknownf(interpreter, "%s%s",
                             term_operand_text(interpreter, base),
                             reading->path);
    }
    rest = path_parse(interpreter->paths, reading->path);
    if (!rest) {
        return term_unknown(interpreter, reading->path);
    }
    path = term_path(base);
    if (rest->depth > 0 && base->kind == TERM_POINTER) {
        const Path *step = path_ancestor(rest, 1);

        if (!step->member) {
            Place place = place_of(interpreter,
                                   pointer_add(interpreter, base, step->index));

            return memory_read(interpreter, place.object,
                               normalised(interpreter, place.object,
                                          path_rebase(interpreter->paths,
                                                      place.path, rest, step)),
                               NULL);
        }
    }
    path = path_rebase(interpreter->paths, path, rest, path_ancestor(rest, 0));
    return memory_read(interpreter, base->object,
                       normalised(interpreter, base->object, path), NULL);
}

const Term *interpreter_read_at(Interpreter *interpreter, const Term *base,
                                const char *path)
{
    Reading reading = {path ? path : ""};

    return term_map(interpreter, base, read_through, &reading);
}

void interpreter_write_at(Interpreter *interpreter, const Term *pointer,
                          const Term *term)
{
    place_store(interpreter, place_of(interpreter, pointer),
                type_unknown(interpreter->types), term);
}

/* The aggregate that covers the path, if the nearest cell above is one. */
static bool covering(const Object *object, const Path *path,
                     const Path **ret_cell, const Term **ret_term)
{
    for (; path; path = path->parent) {
        guint slot = object_find(object, path, NULL);

        if (slot != NO_SLOT && object->slots[slot].term) {
            *ret_cell = path;
            *ret_term = object->slots[slot].term;
            return true;
        }
    }
    return false;
}

const IrNode *interpreter_initialiser(Interpreter *interpreter,
                                      const Object *object, const char *path,
                                      const IrUnit **ret_unit)
{
    const Path *parsed = parse(interpreter, object, path);
    const Path *cell = NULL;
    const Term *term = NULL;
    Initial initial;

    if (!parsed) {
        return NULL;
    }
    while (covering(object, parsed, &cell, &term)) {
        if (term->kind != TERM_AGGREGATE) {
            return NULL;
        }
        parsed = path_rebase(interpreter->paths, term_path(term), parsed, cell);
        object = term->object;
    }
    if (object->fill.kind != FILL_INITIALISER) {
        return NULL;
    }
    initial =
        initialiser_find(interpreter, object->fill.unit, object->fill.node,
                         path_rebase(interpreter->paths, object->fill.base,
                                     parsed, path_root(interpreter->paths)));
    if (ret_unit && initial.node) {
        *ret_unit = object->fill.unit;
    }
    return initial.node;
}

gint64 interpreter_array_length(Interpreter *interpreter, const Object *object,
                                const char *path)
{
    const Path *parsed = parse(interpreter, object, path);
    const IrUnit *unit = NULL;
    const Type *type;
    const IrNode *node;

    if (!parsed) {
        return -1;
    }
    type = memory_type(interpreter, object, parsed);
    if (type->kind == TYPE_ARRAY && type->length >= 0) {
        return type->length;
    }
    if (parsed->depth == 0 && object->symbol &&
        object->symbol->variable->length >= 0) {
        return object->symbol->variable->length;
    }
    node = interpreter_initialiser(interpreter, object, parsed->text, &unit);
    if (node && node->kind == IR_STRING && type->kind == TYPE_POINTER) {
        return -1;
    }
    return node ? initialiser_length(interpreter, unit, node) : -1;
}

static int compare_cells(gconstpointer a, gconstpointer b)
{
    const Cell *x = a;
    const Cell *y = b;
    int order = strcmp(x->path, y->path);

    return order ? order : strcmp(x->record, y->record);
}

GArray *object_cells(Interpreter *interpreter, const Object *object)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(Cell));

    (void)interpreter;
    for (guint i = 0; i < object->n_slots; i++) {
        const Slot *slot = &object->slots[i];
        const Path *member = slot->path;

        if (!slot->term) {
            continue;
        }
        while (member->depth > 0 && !member->member) {
            member = member->parent;
        }
        Cell cell = {
            .path = slot->path->text,
            .term = slot->term,
            .record = member->record ? member->record : "",
            .where = slot->where,
        };

        g_array_append_val(cells, cell);
    }
    g_array_sort(cells, compare_cells);
    return cells;
}
