/*
 * Statements to ir.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

static IrRef add_empty(Lowering *lowering, IrKind kind)
{
    IrNode node = {.kind = kind};

    return ir_builder_node(lowering->builder, &node);
}

static IrRef lower_children(Lowering *lowering, const Item *item, IrKind kind)
{
    IrNode node = lower_start(lowering, item, kind);
    IrChain chain = {0};

    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (item_is_statement(child)) {
            ir_chain_append(lowering->builder, &chain,
                            lower_statement(lowering, child));
        }
    }
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

const Item *item_initialiser(const Lowering *lowering, const Item *item)
{
    const Item *last = item->last ? item_at(lowering, item->last) : NULL;
    CXCursor initialiser;

    if (!last || !item_is_expression(last)) {
        return NULL;
    }
    initialiser = clang_Cursor_getVarDeclInitializer(item->cursor);
    return clang_Cursor_isNull(initialiser) ? NULL : last;
}

static IrRef lower_local(Lowering *lowering, const Item *item)
{
    const Referred *referred = lowering_refer(lowering, item->cursor);
    IrNode node = lower_start(lowering, item, IR_DECLARE);
    CXType type = clang_getCanonicalType(clang_getCursorType(item->cursor));
    const Item *value = item_initialiser(lowering, item);

    node.name = referred->name;
    node.type = referred->type;
    if (clang_Cursor_getStorageClass(item->cursor) == CX_SC_Static) {
        node.flags |= IR_STATIC;
    }
    if (type_is_array(type)) {
        node.flags |= IR_IS_ARRAY;
    }
    if (value) {
        node.first = lower_initialiser(lowering, value, type);
    }
    return ir_builder_node(lowering->builder, &node);
}

/* The variables of one declaration; types are lowered beside. */
static IrChain lower_locals(Lowering *lowering, const Item *item)
{
    IrChain chain = {0};

    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (child->cursor.kind == CXCursor_VarDecl) {
            ir_chain_append(lowering->builder, &chain,
                            lower_local(lowering, child));
        } else {
            lower_nested_types(lowering, child->cursor);
        }
    }
    return chain;
}

static void append_to_block(Lowering *lowering, IrChain *chain,
                            const Item *item)
{
    if (item->cursor.kind != CXCursor_DeclStmt) {
        ir_chain_append(lowering->builder, chain,
                        lower_statement(lowering, item));
        return;
    }
    for (IrRef next = lower_locals(lowering, item).first; next;) {
        IrRef following = ir_builder_at(lowering->builder, next)->next;

        ir_builder_at(lowering->builder, next)->next = 0;
        ir_chain_append(lowering->builder, chain, next);
        next = following;
    }
}

static IrRef lower_block(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_BLOCK);
    IrChain chain = {0};

    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (item_is_statement(child)) {
            append_to_block(lowering, &chain, child);
        }
    }
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

/* A declaration where one statement is wanted: itself, or a block of them. */
static IrRef lower_declaration_statement(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_BLOCK);
    IrChain chain = lower_locals(lowering, item);

    if (chain.first && chain.first == chain.last) {
        return chain.first;
    }
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

enum {
    FOR_INIT,
    FOR_CONDITION,
    FOR_STEP,
    FOR_PARTS
};

/* Which part of a `for` a child is, when some are absent, by what it is. */
static guint guess_part(const Lowering *lowering, const Item *item, guint from)
{
    const Item *inner;

    if (from == FOR_INIT && item->cursor.kind == CXCursor_DeclStmt) {
        return FOR_INIT;
    }
    inner = item_is_expression(item) ? item_strip(lowering, item) : item;
    if (inner->cursor.kind == CXCursor_BinaryOperator &&
        clang_getCanonicalType(clang_getCursorType(inner->cursor)).kind ==
            CXType_Int) {
        return MAX(from, FOR_CONDITION);
    }
    return from == FOR_CONDITION ? FOR_STEP : from;
}

static unsigned file_offset(CXSourceLocation location)
{
    unsigned offset = 0;

    clang_getExpansionLocation(location, NULL, NULL, NULL, &offset);
    return offset;
}

/* Semicolons between two offsets of the main file's text; the parts hold no
 * strings or comments with one often enough to matter. */
static guint count_semicolons(const Lowering *lowering, unsigned from,
                              unsigned to)
{
    guint n = 0;

    for (unsigned i = from; i < to && i < lowering->main_size; i++) {
        n += lowering->main_text[i] == ';';
    }
    return n;
}

/* libclang leaves absent parts out without a trace; the text shows them. */
static guint find_part(const Lowering *lowering, const Item *loop,
                       const Item *part, guint from)
{
    CXSourceLocation start =
        clang_getRangeStart(clang_getCursorExtent(loop->cursor));
    CXSourceLocation here =
        clang_getRangeStart(clang_getCursorExtent(part->cursor));

    if (start.int_data - lowering->main_start < lowering->main_size &&
        here.int_data - lowering->main_start < lowering->main_size) {
        guint n =
            count_semicolons(lowering, file_offset(start), file_offset(here));

        return CLAMP(n, from, FOR_STEP);
    }
    return guess_part(lowering, part, from);
}

static IrRef lower_for(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_FOR);
    const Item *parts[FOR_PARTS] = {NULL};
    const Item *child = item_first(lowering, item);
    bool complete = item->n_children == FOR_PARTS + 1;
    IrChain chain = {0};
    guint part = 0;

    for (; child && child->next; child = item_next(lowering, child)) {
        if (!complete && part < FOR_PARTS) {
            part = find_part(lowering, item, child, part);
        }
        if (part < FOR_PARTS) {
            parts[part++] = child;
        }
    }
    for (part = 0; part < FOR_PARTS; part++) {
        ir_chain_append(lowering->builder, &chain,
                        parts[part] ? lower_statement(lowering, parts[part])
                                    : add_empty(lowering, IR_NONE));
    }
    ir_chain_append(lowering->builder, &chain,
                    child ? lower_statement(lowering, child)
                          : add_empty(lowering, IR_BLOCK));
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

/* Value, [last of a range], statement. */
static IrRef lower_case(Lowering *lowering, const Item *item)
{
    IrRef ref = lower_children(lowering, item, IR_CASE);

    if (item->n_children == 3) {
        ir_builder_at(lowering->builder, ref)->flags |= IR_RANGE;
    }
    return ref;
}

static IrRef lower_named(Lowering *lowering, const Item *item, IrKind kind)
{
    IrRef ref = lower_children(lowering, item, kind);
    const Item *named = item;
    IrText name;

    if (kind == IR_GOTO && item->first) {
        named = item_first(lowering, item);
    }
    name = lowering_plain_name(lowering, named->cursor);
    ir_builder_at(lowering->builder, ref)->name = name;
    return ref;
}

/* A statement with attributes in front: the statement. */
static IrRef lower_unexposed_statement(Lowering *lowering, const Item *item)
{
    const Item *last = item->last ? item_at(lowering, item->last) : NULL;

    if (last && item_is_statement(last)) {
        return lower_statement(lowering, last);
    }
    return lower_children(lowering, item, IR_BLOCK);
}

/* What an asm statement does is not told; only that it is one. */
static IrRef lower_asm(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_UNKNOWN);

    node.name = ir_builder_text(lowering->builder, "asm");
    return ir_builder_node(lowering->builder, &node);
}

IrRef lower_statement(Lowering *lowering, const Item *item)
{
    switch ((int)item->cursor.kind) {
    case CXCursor_CompoundStmt:
        return lower_block(lowering, item);
    case CXCursor_DeclStmt:
        return lower_declaration_statement(lowering, item);
    case CXCursor_IfStmt:
        return lower_children(lowering, item, IR_IF);
    case CXCursor_ForStmt:
        return lower_for(lowering, item);
    case CXCursor_WhileStmt:
        return lower_children(lowering, item, IR_WHILE);
    case CXCursor_DoStmt:
        return lower_children(lowering, item, IR_DO);
    case CXCursor_SwitchStmt:
        return lower_children(lowering, item, IR_SWITCH);
    case CXCursor_CaseStmt:
        return lower_case(lowering, item);
    case CXCursor_DefaultStmt:
        return lower_children(lowering, item, IR_DEFAULT);
    case CXCursor_ReturnStmt:
        return lower_children(lowering, item, IR_RETURN);
    case CXCursor_BreakStmt:
        return lower_children(lowering, item, IR_BREAK);
    case CXCursor_ContinueStmt:
        return lower_children(lowering, item, IR_CONTINUE);
    case CXCursor_GotoStmt:
        return lower_named(lowering, item, IR_GOTO);
    case CXCursor_LabelStmt:
        return lower_named(lowering, item, IR_LABEL);
    case CXCursor_NullStmt:
        return lower_children(lowering, item, IR_BLOCK);
    case CXCursor_GCCAsmStmt:
    case CXCursor_MSAsmStmt:
        return lower_asm(lowering, item);
    case CXCursor_UnexposedStmt:
        return lower_unexposed_statement(lowering, item);
    default:
        return item_is_expression(item) ? lower_expression(lowering, item)
                                        : lower_unknown(lowering, item);
    }
}
