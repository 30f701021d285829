/*
 * The static type of expressions, as far as ir tells it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/expression.h"

static const Type *text_type(Interpreter *interpreter, IrText text)
{
    const IrUnit *unit = interpreter->frame->unit;

    return type_of(interpreter->types, unit, ir_text(unit->file, text));
}

static const Type *member_type(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const char *record = ir_text(unit->file, node->type);
    const Type *base;
    FieldInfo field;

    if (!*record) {
        base = expression_type(interpreter, ir_first(unit->file, node));
        if (node->flags & IR_ARROW) {
            base = type_target(interpreter->types, unit, base);
        }
        record = base->kind == TYPE_RECORD ? base->record : "";
    }
    if (*record && type_field(interpreter->types, unit, record,
                              ir_text(unit->file, node->name), &field)) {
        return field.type;
    }
    return type_unknown(interpreter->types);
}

static const Type *call_type(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;
    const IrNode *callee = ir_first(file, node);
    const IrSymbol *function = NULL;

    if (callee && callee->kind == IR_NAME &&
        (callee->op == IR_BIND_FUNCTION || callee->op == IR_BIND_UNKNOWN)) {
        function = name_function(interpreter, callee);
    }
    if (!function) {
        return type_unknown(interpreter->types);
    }
    file = function->unit->file;
    return type_of(interpreter->types, function->unit,
                   ir_text(file, function->function->type));
}

static const Type *unary_type(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const Type *type;

    switch (node->op) {
    case IR_OP_ADDRESS:
        return type_unknown(interpreter->types);
    case IR_OP_NOT:
        return type_of(interpreter->types, unit, "int");
    case IR_OP_DEREFERENCE:
        type = expression_type(interpreter, ir_first(unit->file, node));
        return type_target(interpreter->types, unit, type);
    default:
        type = expression_type(interpreter, ir_first(unit->file, node));
        if (type->kind == TYPE_INTEGER && type->size < 4 &&
            node->op < IR_OP_PRE_INCREMENT) {
            return type_of(interpreter->types, unit, "int");
        }
        return type;
    }
}

/* The usual arithmetic conversions; a literal has no type of its own here and
 * takes that of the other side, if its value allows. */
static const Type *binary_type(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *left_node = ir_first(unit->file, node);
    const Type *left = expression_type(interpreter, left_node);
    const Type *right;
    const Type *wider;

    if (node->op >= IR_OP_AND && node->op <= IR_OP_GREATER_EQUAL) {
        return type_of(interpreter->types, unit, "int");
    }
    right = expression_type(interpreter, ir_next(unit->file, left_node));
    if (node->op == IR_OP_COMMA) {
        return right;
    }
    if (node->op == IR_OP_SHIFT_LEFT || node->op == IR_OP_SHIFT_RIGHT) {
        right = left;
    }
    if (left->kind == TYPE_POINTER || right->kind == TYPE_POINTER) {
        return left->kind == right->kind    ? type_unknown(interpreter->types)
               : left->kind == TYPE_POINTER ? left
                                            : right;
    }
    if (left->kind != TYPE_INTEGER || right->kind != TYPE_INTEGER) {
        return type_unknown(interpreter->types);
    }
    wider = left->size > right->size ||
                    (left->size == right->size && left->is_unsigned)
                ? left
                : right;
    return wider->size < 4 ? type_of(interpreter->types, unit, "int") : wider;
}

/* Only those that cannot be of another type. */
static const Type *literal_type(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;

    if (!(node->flags & IR_UNSIGNED) && node->value >= G_MININT32 &&
        node->value <= G_MAXINT32) {
        return type_of(interpreter->types, unit, "int");
    }
    return type_of(interpreter->types, unit,
                   node->flags & IR_UNSIGNED ? "unsigned long" : "long");
}

const Type *expression_type(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const Type *type;

    if (!node) {
        return type_unknown(interpreter->types);
    }
    switch (node->kind) {
    case IR_INTEGER:
        return literal_type(interpreter, node);
    case IR_NAME:
    case IR_CAST:
    case IR_COMPOUND:
        return text_type(interpreter, node->type);
    case IR_MEMBER:
        return member_type(interpreter, node);
    case IR_SUBSCRIPT:
        type = expression_type(interpreter, ir_first(unit->file, node));
        return type_target(interpreter->types, unit, type);
    case IR_CALL:
        return call_type(interpreter, node);
    case IR_UNARY:
        return unary_type(interpreter, node);
    case IR_BINARY:
        return binary_type(interpreter, node);
    case IR_ASSIGN:
        return expression_type(interpreter, ir_first(unit->file, node));
    case IR_CONDITIONAL:
        return expression_type(interpreter, ir_child(unit->file, node, 1));
    case IR_SIZEOF:
        return type_of(interpreter->types, unit, "unsigned long");
    default:
        return type_unknown(interpreter->types);
    }
}
