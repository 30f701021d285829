/*
 * Expressions to ir.
 *
 * An operation is evaluated only if its operands could be constant: asking
 * libclang for each sum in a function would cost more than all the rest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

bool type_is_integer(CXType canonical)
{
    return (canonical.kind >= CXType_Bool && canonical.kind <= CXType_Int128) ||
           canonical.kind == CXType_Enum;
}

IrNode lower_start(Lowering *lowering, const Item *item, IrKind kind)
{
    IrNode node = {.kind = kind};
    bool from_macro = false;

    node.line = lowering_line(lowering, item->cursor, &from_macro);
    node.flags = from_macro ? IR_FROM_MACRO : 0;
    return node;
}

/*
 * Never call it for an expression that is of no arithmetic type: libclang 19
 * crashes on some.
 */
bool lower_evaluate(IrNode *node, CXCursor cursor)
{
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    bool is_integer;

    if (!result) {
        return false;
    }
    is_integer = clang_EvalResult_getKind(result) == CXEval_Int;
    if (is_integer) {
        node->flags |= IR_HAS_VALUE;
        if (clang_EvalResult_isUnsignedInt(result)) {
            node->flags |= IR_UNSIGNED;
            node->value = (gint64)clang_EvalResult_getAsUnsigned(result);
        } else {
            node->value = clang_EvalResult_getAsLongLong(result);
        }
    }
    clang_EvalResult_dispose(result);
    return is_integer;
}

static bool could_be_constant(const Lowering *lowering, IrRef ref)
{
    for (;;) {
        const IrNode *node = ir_builder_at(lowering->builder, ref);

        if (node->flags & IR_HAS_VALUE) {
            return true;
        }
        switch (node->kind) {
        case IR_REAL:
        case IR_STRING:
        case IR_SIZEOF:
        case IR_OFFSETOF:
            return true;
        case IR_CAST:
        case IR_UNARY:
        case IR_MEMBER:
        case IR_SUBSCRIPT:
            ref = node->first;
            break;
        default:
            return false;
        }
    }
}

/* Gives the node a value if its type and first operand let it have one. */
static void evaluate_operation(const Lowering *lowering, IrNode *node,
                               const Item *item)
{
    const IrNode *first;
    bool one_decides;

    if (!node->first || !could_be_constant(lowering, node->first)) {
        return;
    }
    first = ir_builder_at(lowering->builder, node->first);
    one_decides = node->kind == IR_CONDITIONAL ||
                  (node->kind == IR_BINARY &&
                   (node->op == IR_OP_AND || node->op == IR_OP_OR));
    if (!one_decides && node->kind == IR_BINARY &&
        !could_be_constant(lowering, first->next)) {
        return;
    }
    if (type_is_integer(
            clang_getCanonicalType(clang_getCursorType(item->cursor)))) {
        lower_evaluate(node, item->cursor);
    }
}

static IrRef add_children(Lowering *lowering, IrNode *node, const Item *item)
{
    IrChain chain = {0};

    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (item_is_expression(child)) {
            ir_chain_append(lowering->builder, &chain,
                            lower_expression(lowering, child));
        }
    }
    node->first = chain.first;
    return chain.first;
}

static IrRef lower_literal(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_INTEGER);
    CXEvalResult result;

    if (item->cursor.kind != CXCursor_FloatingLiteral) {
        if (!lower_evaluate(&node, item->cursor)) {
            return lower_unknown(lowering, item);
        }
        return ir_builder_node(lowering->builder, &node);
    }
    node.kind = IR_REAL;
    result = clang_Cursor_Evaluate(item->cursor);
    if (result) {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_dtostr(text, sizeof(text),
                       clang_EvalResult_getAsDouble(result));
        node.name = ir_builder_text(lowering->builder, text);
        clang_EvalResult_dispose(result);
    }
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_name(Lowering *lowering, const Item *item)
{
    CXCursor declaration = clang_getCursorReferenced(item->cursor);
    IrNode node = lower_start(lowering, item, IR_NAME);

    if (clang_Cursor_isNull(declaration)) {
        node.name =
            lowering_take_text(lowering, clang_getCursorSpelling(item->cursor));
    } else {
        const Referred *referred = lowering_refer(lowering, declaration);

        node.name = referred->name;
        node.type = referred->type;
        node.op = referred->binding;
        node.flags |= referred->flags;
        node.value = referred->value;
    }
    return ir_builder_node(lowering->builder, &node);
}

static const Referred *member_field(Lowering *lowering, const Item *item)
{
    CXCursor field = clang_getCursorReferenced(item->cursor);

    return clang_Cursor_isNull(field) ? NULL : lowering_refer(lowering, field);
}

static IrRef lower_member(Lowering *lowering, const Item *item)
{
    const Referred *field = member_field(lowering, item);
    const Item *base = item_first(lowering, item);
    IrNode node = lower_start(lowering, item, IR_MEMBER);

    while (base) {
        const Item *inner = item_strip(lowering, base);
        const Referred *step;

        if (inner->cursor.kind != CXCursor_MemberRefExpr) {
            break;
        }
        step = member_field(lowering, inner);
        if (!step || step->name || !inner->first) {
            break;
        }
        base = item_first(lowering, inner);
    }
    if (!field || !base) {
        return lower_unknown(lowering, item);
    }
    if (clang_getCanonicalType(clang_getCursorType(base->cursor)).kind ==
        CXType_Pointer) {
        node.flags |= IR_ARROW;
    }
    node.name = field->name;
    node.type = field->type;
    node.first = lower_expression(lowering, base);
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_unary(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_UNARY);
    const Item *operand = item_first(lowering, item);
    bool transparent = false;

    node.op = item_unary_operator(lowering, item, &transparent);
    if (!operand) {
        return lower_unknown(lowering, item);
    }
    if (transparent) {
        return lower_expression(lowering, operand);
    }
    node.first = lower_expression(lowering, operand);
    evaluate_operation(lowering, &node, item);
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_binary(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_BINARY);

    node.op = item_binary_operator(lowering, item);
    if (item->n_children != 2) {
        return lower_unknown(lowering, item);
    }
    if (node.op == IR_OP_ASSIGN ||
        item->cursor.kind == CXCursor_CompoundAssignOperator) {
        node.kind = IR_ASSIGN;
    }
    add_children(lowering, &node, item);
    if (node.kind == IR_BINARY) {
        evaluate_operation(lowering, &node, item);
    }
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_conditional(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_CONDITIONAL);

    if (item->n_children != 3) {
        return lower_unknown(lowering, item);
    }
    add_children(lowering, &node, item);
    evaluate_operation(lowering, &node, item);
    return ir_builder_node(lowering->builder, &node);
}

/* The last child: what stands before names the type. */
static const Item *last_expression(const Lowering *lowering, const Item *item)
{
    const Item *last = item->last ? item_at(lowering, item->last) : NULL;

    return last && item_is_expression(last) ? last : NULL;
}

static IrRef lower_cast(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_CAST);
    const Item *operand = last_expression(lowering, item);

    if (!operand) {
        return lower_unknown(lowering, item);
    }
    node.type = lowering_type(lowering, clang_getCursorType(item->cursor));
    node.first = lower_expression(lowering, operand);
    evaluate_operation(lowering, &node, item);
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_compound(Lowering *lowering, const Item *item)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(item->cursor));
    IrNode node = lower_start(lowering, item, IR_COMPOUND);
    const Item *list = last_expression(lowering, item);

    if (!list) {
        return lower_unknown(lowering, item);
    }
    node.type = lowering_type(lowering, type);
    node.first = lower_initialiser(lowering, list, type);
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_call(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_CALL);
    const IrNode *callee;

    if (!add_children(lowering, &node, item)) {
        return lower_unknown(lowering, item);
    }
    callee = ir_builder_at(lowering->builder, node.first);
    if (callee->kind == IR_NAME && callee->next &&
        could_be_constant(lowering, callee->next)) {
        CXString spelling = clang_getCursorSpelling(item->cursor);
        const char *name = clang_getCString(spelling);

        if (name && g_str_has_prefix(name, "__builtin_") &&
            type_is_integer(
                clang_getCanonicalType(clang_getCursorType(item->cursor)))) {
            lower_evaluate(&node, item->cursor);
        }
        clang_disposeString(spelling);
    }
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_subscript(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_SUBSCRIPT);

    if (item->n_children != 2) {
        return lower_unknown(lowering, item);
    }
    add_children(lowering, &node, item);
    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_statement_expression(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_STMT_EXPR);
    const Item *block = item_first(lowering, item);

    node.first = block ? lower_statement(lowering, block) : 0;
    return ir_builder_node(lowering->builder, &node);
}

IrRef lower_expression(Lowering *lowering, const Item *item)
{
    const Item *outer = item;

    item = item_strip(lowering, item);
    if (item_is_va_arg(lowering, outer, item)) {
        return lower_unknown(lowering, outer);
    }
    switch ((int)item->cursor.kind) {
    case CXCursor_DeclRefExpr:
        return lower_name(lowering, item);
    case CXCursor_MemberRefExpr:
        return lower_member(lowering, item);
    case CXCursor_CallExpr:
        return lower_call(lowering, item);
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_FloatingLiteral:
        return lower_literal(lowering, item);
    case CXCursor_StringLiteral:
        return lower_string(lowering, item);
    case CXCursor_UnaryOperator:
        return lower_unary(lowering, item);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        return lower_binary(lowering, item);
    case CXCursor_ConditionalOperator:
        return lower_conditional(lowering, item);
    case CXCursor_CStyleCastExpr:
        return lower_cast(lowering, item);
    case CXCursor_ArraySubscriptExpr:
        return lower_subscript(lowering, item);
    case CXCursor_CompoundLiteralExpr:
        return lower_compound(lowering, item);
    case CXCursor_InitListExpr:
        return lower_initialiser(lowering, item,
                                 clang_getCursorType(item->cursor));
    case CXCursor_StmtExpr:
        return lower_statement_expression(lowering, item);
    case CXCursor_UnaryExpr:
        return lower_sizeof(lowering, item);
    case CXCursor_GenericSelectionExpr:
        return lower_generic(lowering, item);
    case CXCursor_UnexposedExpr:
        return lower_unexposed(lowering, item);
    default:
        return lower_unknown(lowering, item);
    }
}
