/*
 * What names stand for: locals by scope, the rest by the unit they stand in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/expression.h"
#include "interpret/object.h"

void bind_local(Interpreter *interpreter, IrText name, Object *object)
{
    Binding binding = {.name = name, .object = object};

    g_array_append_val(interpreter->bindings, binding);
}

void unbind_locals(Interpreter *interpreter, guint n_left)
{
    GArray *bindings = interpreter->bindings;

    for (guint i = n_left; i < bindings->len; i++) {
        Object *object = g_array_index(bindings, Binding, i).object;

        object->is_gone = object->is_automatic;
        object_release(interpreter, object);
    }
    g_array_set_size(bindings, n_left);
}

Object *find_local(const Interpreter *interpreter, IrText name)
{
    const GArray *bindings = interpreter->bindings;
    guint first = interpreter->frame->first_binding;

    for (guint i = bindings->len; i > first; i--) {
        const Binding *binding = &g_array_index(bindings, Binding, i - 1);

        if (binding->name == name) {
            return binding->object;
        }
    }
    return NULL;
}

/* A variable that is declared only: nothing is known of it. */
static Object *extern_object(Interpreter *interpreter, const char *name)
{
    Object *object = g_hash_table_lookup(interpreter->externs, name);

    if (!object) {
        object = object_new(interpreter, name, (Fill){.kind = FILL_UNKNOWN});
        object->serial = 0;
        object->is_variable = true;
        g_hash_table_insert(interpreter->externs, (char *)object->label,
                            object);
    }
    return object;
}

static Object *static_object(Interpreter *interpreter, const IrSymbol *symbol)
{
    const IrFile *file = symbol->unit->file;
    const IrVariable *variable = symbol->variable;
    const char *name = ir_text(file, variable->name);
    Fill fill = {.kind = variable->defined ? FILL_ZERO : FILL_UNKNOWN};
    Object *object;

    if (variable->init) {
        fill.kind = FILL_INITIALISER;
        fill.unit = symbol->unit;
        fill.node = ir_node(file, variable->init);
    }
    object = object_new(interpreter, name, fill);
    object->serial = 0;
    object->is_variable = true;
    object->symbol = symbol;
    object->unit = symbol->unit;
    object->type = type_of(interpreter->types, symbol->unit,
                           ir_text(file, variable->type));
    return object;
}

Object *interpreter_variable(Interpreter *interpreter, const IrSymbol *symbol)
{
    Object *object = g_hash_table_lookup(interpreter->variables, symbol);

    if (!object) {
        object = static_object(interpreter, symbol);
        g_hash_table_insert(interpreter->variables, (IrSymbol *)symbol, object);
    }
    return object;
}

static Object *global_object(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    Object *object = g_hash_table_lookup(interpreter->names, node);
    const IrSymbol *symbol;
    const char *name;

    if (object) {
        return object;
    }
    name = ir_text(unit->file, node->name);
    symbol = ir_program_variable(interpreter->program, unit, name);
    object = symbol ? interpreter_variable(interpreter, symbol)
                    : extern_object(interpreter, name);
    g_hash_table_insert(interpreter->names, (IrNode *)node, object);
    return object;
}

Object *name_object(Interpreter *interpreter, const IrNode *node)
{
    Object *object;

    switch (node->op) {
    case IR_BIND_LOCAL:
    case IR_BIND_PARAMETER:
        return find_local(interpreter, node->name);
    case IR_BIND_UNKNOWN:
        object = find_local(interpreter, node->name);
        return object ? object : global_object(interpreter, node);
    case IR_BIND_GLOBAL:
        return global_object(interpreter, node);
    default:
        return NULL;
    }
}

const IrSymbol *name_function(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    gpointer known = NULL;
    const IrSymbol *symbol;

    if (g_hash_table_lookup_extended(interpreter->names, node, NULL, &known)) {
        return known;
    }
    symbol = ir_program_function(interpreter->program, unit,
                                 ir_text(unit->file, node->name));
    g_hash_table_insert(interpreter->names, (IrNode *)node, (IrSymbol *)symbol);
    return symbol;
}
