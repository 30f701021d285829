/*
 * Initialiser lists to ir: elements as they are written, each with the field
 * or index it initialises.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-position.h"

/* One step of the way to the value; none for an unnamed member. */
static IrRef wrap_step(Lowering *lowering, const Level *level, IrRef value)
{
    const IrNode *inner = ir_builder_at(lowering->builder, value);
    IrNode node = {.kind = IR_INDEX_INIT, .line = inner->line, .first = value};
    IrNode end = {
        .kind = IR_INTEGER, .flags = IR_HAS_VALUE, .value = level->last};

    node.flags = inner->flags & IR_FROM_MACRO;
    end.line = inner->line;
    if (level->record) {
        const Field *field = &level->record->fields[level->next];

        if (field->is_anonymous) {
            return value;
        }
        node.kind = IR_FIELD_INIT;
        node.name = field->name;
    } else {
        node.value = level->next;
    }
    if (level->last >= 0) {
        IrRef end_ref = ir_builder_node(lowering->builder, &end);

        node.flags |= IR_RANGE;
        ir_builder_at(lowering->builder, value)->next = end_ref;
    }
    return ir_builder_node(lowering->builder, &node);
}

static IrRef wrap(Lowering *lowering, const Position *position, IrRef value)
{
    for (guint i = position->depth; i > 0; i--) {
        value = wrap_step(lowering, &position->levels[i - 1], value);
    }
    return value;
}

/* The elements of an unnamed member's own braces are its parent's. */
static void append_unnamed(Lowering *lowering, const Position *position,
                           IrRef list, IrChain *chain)
{
    IrRef element = ir_builder_at(lowering->builder, list)->first;

    while (element) {
        IrRef next = ir_builder_at(lowering->builder, element)->next;

        ir_builder_at(lowering->builder, element)->next = 0;
        ir_chain_append(lowering->builder, chain,
                        wrap(lowering, position, element));
        element = next;
    }
}

static void append_value(Lowering *lowering, Position *position,
                         const Item *item, IrChain *chain)
{
    IrRef value = lower_initialiser(lowering, item, position_type(position));
    bool is_list =
        ir_builder_at(lowering->builder, value)->kind == IR_INIT_LIST;

    if (is_list && position_is_unnamed(position)) {
        append_unnamed(lowering, position, value, chain);
    } else {
        ir_chain_append(lowering->builder, chain,
                        wrap(lowering, position, value));
    }
    position_advance(position);
}

static void append_element(Lowering *lowering, Position *position,
                           const Item *element, IrChain *chain)
{
    const Item *value = element;

    if (item_is_designated(element)) {
        value = position_designate(lowering, position, element);
    } else if (!position_place(lowering, position, element)) {
        value = NULL;
    }
    if (value) {
        append_value(lowering, position, value, chain);
    } else {
        ir_chain_append(lowering->builder, chain,
                        lower_unknown(lowering, element));
    }
}

static IrRef lower_list(Lowering *lowering, const Item *list, CXType type)
{
    IrNode node = lower_start(lowering, list, IR_INIT_LIST);
    IrChain chain = {0};
    Position position;

    node.type = lowering_type(lowering, type);
    position_start(lowering, &position, type);
    for (const Item *element = item_first(lowering, list); element;
         element = item_next(lowering, element)) {
        if (item_is_expression(element)) {
            append_element(lowering, &position, element, &chain);
        }
    }
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_zero(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_INTEGER);

    node.flags |= IR_HAS_VALUE;
    return ir_builder_node(lowering->builder, &node);
}

/* `{ "text" }` for an array of characters. */
static bool is_braced_string(const Lowering *lowering, const Item *list,
                             CXType type)
{
    const Item *only = list->n_children == 1
                           ? item_strip(lowering, item_first(lowering, list))
                           : NULL;

    return only && only->cursor.kind == CXCursor_StringLiteral &&
           type_is_array(type) &&
           type_is_integer(
               clang_getCanonicalType(clang_getArrayElementType(type)));
}

IrRef lower_initialiser(Lowering *lowering, const Item *item, CXType type)
{
    const Item *inner = item_strip(lowering, item);

    type = clang_getCanonicalType(type);
    if (inner->cursor.kind != CXCursor_InitListExpr) {
        return lower_expression(lowering, inner);
    }
    if (is_braced_string(lowering, inner, type)) {
        return lower_expression(lowering, item_first(lowering, inner));
    }
    if (type_is_aggregate(type) || type.kind == CXType_Invalid) {
        return lower_list(lowering, inner, type);
    }
    if (inner->n_children == 0) {
        return lower_zero(lowering, inner);
    }
    return inner->n_children == 1
               ? lower_initialiser(lowering, item_first(lowering, inner), type)
               : lower_list(lowering, inner, type);
}
