/*
 * Expressions as places: what is assigned to, or has its address taken.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/expression.h"

static const char *name_of(const Interpreter *interpreter, const IrNode *node)
{
    return ir_text(interpreter->frame->unit->file, node->name);
}

static const IrNode *first_of(const Interpreter *interpreter,
                              const IrNode *node)
{
    return ir_first(interpreter->frame->unit->file, node);
}

static const IrNode *second_of(const Interpreter *interpreter,
                               const IrNode *node)
{
    return ir_child(interpreter->frame->unit->file, node, 1);
}

static Place member_place(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *base = first_of(interpreter, node);
    Place place;

    if (node->flags & IR_ARROW) {
        place = place_of(interpreter, evaluate(interpreter, base));
    } else {
        place = evaluate_place(interpreter, base);
    }
    return place_member(interpreter, unit, place,
                        ir_text(unit->file, node->type),
                        name_of(interpreter, node));
}

/* The address of the element; NULL with `ret_place` if it is some element. */
static const Term *element_address(Interpreter *interpreter, const IrNode *node,
                                   Place *ret_place)
{
    const Term *base = evaluate(interpreter, first_of(interpreter, node));
    const Term *index = evaluate(interpreter, second_of(interpreter, node));
    gint64 number;

    if (index->kind == TERM_POINTER || index->kind == TERM_STRING) {
        const Term *swapped = base;

        base = index;
        index = swapped;
    }
    if (!term_get_integer(index, &number)) {
        *ret_place = place_some_element(interpreter, base, index);
        return NULL;
    }
    if (base->kind == TERM_UNKNOWN) {
        base = term_place(interpreter, place_of(interpreter, base).object,
                          path_root(interpreter->paths));
    }
    return pointer_add(interpreter, base, number);
}

static Place element_place(Interpreter *interpreter, const IrNode *node)
{
    Place place = {0};
    const Term *address = element_address(interpreter, node, &place);

    return address ? place_of(interpreter, address) : place;
}

Place evaluate_place(Interpreter *interpreter, const IrNode *node)
{
    Object *object;

    switch (node->kind) {
    case IR_NAME:
        object = name_object(interpreter, node);
        if (object) {
            return place_at(object, path_root(interpreter->paths));
        }
        break;
    case IR_MEMBER:
        return member_place(interpreter, node);
    case IR_SUBSCRIPT:
        return element_place(interpreter, node);
    case IR_UNARY:
        if (node->op == IR_OP_DEREFERENCE) {
            return place_of(interpreter,
                            evaluate(interpreter, first_of(interpreter, node)));
        }
        break;
    case IR_CAST:
        return evaluate_place(interpreter, first_of(interpreter, node));
    case IR_COMPOUND:
        object = compound_object(interpreter, node);
        return place_at(object, path_root(interpreter->paths));
    default:
        break;
    }
    const Term *term = evaluate(interpreter, node);

    return term->kind == TERM_AGGREGATE ? place_of(interpreter, term)
                                        : place_unknown(term);
}

const Term *evaluate_address(Interpreter *interpreter, const IrNode *operand)
{
    Place place = {0};

    if (operand->kind == IR_NAME && operand->op == IR_BIND_FUNCTION) {
        return evaluate(interpreter, operand);
    }
    if (operand->kind == IR_SUBSCRIPT) {
        const Term *address = element_address(interpreter, operand, &place);

        if (address) {
            return address;
        }
        if (place.object && interpreter->config.first_pass_only) {
            return place_address(interpreter,
                                 place_first_element(interpreter, place));
        }
        return term_unknownf(interpreter, "&%s",
                             term_operand_text(interpreter, place.other));
    }
    if (operand->kind == IR_UNARY && operand->op == IR_OP_DEREFERENCE) {
        return evaluate(interpreter, first_of(interpreter, operand));
    }
    place = evaluate_place(interpreter, operand);
    return place_address(interpreter, place);
}

const Term *evaluate_step(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *operand = first_of(interpreter, node);
    const Type *type = expression_type(interpreter, operand);
    Place place = evaluate_place(interpreter, operand);
    const Term *old = place_load(interpreter, place, type);
    bool up =
        node->op == IR_OP_PRE_INCREMENT || node->op == IR_OP_POST_INCREMENT;
    bool prefix =
        node->op == IR_OP_PRE_INCREMENT || node->op == IR_OP_PRE_DECREMENT;
    const Term *changed =
        apply_binary(interpreter, up ? IR_OP_ADD : IR_OP_SUBTRACT, old,
                     term_integer(interpreter, 1));

    changed = term_convert(interpreter, changed, type);
    interpreter->line = node->line;
    place_store(interpreter, place, type, changed);
    return prefix ? changed : old;
}
