/*
 * Initialiser lists of local variables and compound literals.
 *
 * A list whose parts are all constant is not written out: the object reads
 * from it as a static variable does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/expression.h"
#include "interpret/initialiser.h"
#include "interpret/object.h"

#define MAX_RANGE 4096

static void initialise_part(Interpreter *interpreter, Place place,
                            const char *record, const IrNode *part);

static void initialise_value(Interpreter *interpreter, Place place,
                             const IrNode *value)
{
    const Type *type;

    if (value->kind == IR_FIELD_INIT || value->kind == IR_INDEX_INIT) {
        type = place.object ? memory_type(interpreter, place.object, place.path)
                            : type_unknown(interpreter->types);
        initialise_part(interpreter, place,
                        type->kind == TYPE_RECORD ? type->record : "", value);
    } else if (value->kind == IR_INIT_LIST) {
        if (place.object) {
            memory_write(interpreter, place.object, place.path,
                         term_integer(interpreter, 0));
        }
        initialise(interpreter, place, value);
    } else {
        const Term *term = evaluate(interpreter, value);

        interpreter->line = value->line;
        type = place.object ? memory_type(interpreter, place.object, place.path)
                            : type_unknown(interpreter->types);
        place_store(interpreter, place, type, term);
    }
}

static void initialise_elements(Interpreter *interpreter, Place place,
                                const IrNode *part)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *value = ir_first(file, part);
    const IrNode *last_node =
        part->flags & IR_RANGE ? ir_next(file, value) : NULL;
    gint64 last = last_node ? last_node->value : part->value;

    if (last - part->value >= MAX_RANGE) {
        interpreter_gap(interpreter, "range of an initialiser is too long");
        last = part->value + MAX_RANGE;
    }
    for (gint64 i = part->value; i <= last && place.object; i++) {
        Place element = place_at(place.object,
                                 path_index(interpreter->paths, place.path, i));

        initialise_value(interpreter, element, value);
    }
}

static void initialise_part(Interpreter *interpreter, Place place,
                            const char *record, const IrNode *part)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *value = ir_first(unit->file, part);

    if (!value) {
        return;
    }
    if (part->kind == IR_INDEX_INIT) {
        initialise_elements(interpreter, place, part);
    } else if (part->kind == IR_FIELD_INIT) {
        place = place_member(interpreter, unit, place, record,
                             ir_text(unit->file, part->name));
        initialise_value(interpreter, place, value);
    } else {
        interpreter->line = part->line;
        interpreter_gap(interpreter, "part of an initialiser not understood");
    }
}

void initialise(Interpreter *interpreter, Place place, const IrNode *list)
{
    const IrUnit *unit = interpreter->frame->unit;
    const Type *type =
        type_of(interpreter->types, unit, ir_text(unit->file, list->type));
    const char *record = type->kind == TYPE_RECORD ? type->record : "";
    const IrNode *part;

    for (part = ir_first(unit->file, list); part;
         part = ir_next(unit->file, part)) {
        initialise_part(interpreter, place, record, part);
    }
}

/* Outside of functions there is one object for each literal. */
static Object *static_compound(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    Object *object = g_hash_table_lookup(interpreter->statics, node);
    Fill fill = {FILL_INITIALISER, unit, ir_first(unit->file, node), NULL};

    if (!object) {
        object = object_new(interpreter, "(literal)", fill);
        object->serial = 0;
        object->is_variable = true;
        object->unit = unit;
        object->type = expression_type(interpreter, node);
        g_hash_table_insert(interpreter->statics, (IrNode *)node, object);
    }
    return object;
}

Object *compound_object(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *list = ir_first(unit->file, node);
    Fill fill = {.kind = FILL_ZERO};
    Object *object;
    bool constant;

    if (!interpreter->frame->function) {
        return static_compound(interpreter, node);
    }
    constant = list && initialiser_is_constant(interpreter, unit, list);
    if (constant) {
        fill = (Fill){FILL_INITIALISER, unit, list, NULL};
    }
    object = object_new(interpreter, "(literal)", fill);
    object->is_variable = true;
    object->is_automatic = true;
    object->unit = unit;
    object->type = expression_type(interpreter, node);
    if (list && !constant) {
        Place place = place_at(object, path_root(interpreter->paths));

        if (list->kind == IR_INIT_LIST) {
            initialise(interpreter, place, list);
        } else {
            place_store(interpreter, place, object->type,
                        evaluate(interpreter, list));
        }
    }
    return object;
}
