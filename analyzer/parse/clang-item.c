/*
 * Recording a declaration's cursors with one walk.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

/* Whether what is inside such a cursor is of no interest. */
static bool is_leaf(enum CXCursorKind kind)
{
    switch (kind) {
    case CXCursor_DeclRefExpr:
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_TypeRef:
    case CXCursor_MemberRef:
    case CXCursor_LabelRef:
    case CXCursor_ParmDecl:
    case CXCursor_FieldDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_FunctionDecl:
        return true;
    default:
        return clang_isAttribute(kind);
    }
}

static bool is_same(const CXCursor *a, const CXCursor *b)
{
    return a->kind == b->kind && a->data[0] == b->data[0] &&
           a->data[1] == b->data[1];
}

static guint32 add_item(Lowering *lowering, CXCursor cursor)
{
    Item item = {.cursor = cursor};

    g_array_append_val(lowering->items, item);
    return lowering->items->len - 1;
}

/* The open item that is `parent`; what was opened inside it is closed. */
static guint32 close_to(Lowering *lowering, const CXCursor *parent)
{
    const guint32 *open = (const guint32 *)lowering->open->data;

    for (guint i = lowering->open->len; i > 1; i--) {
        if (is_same(&item_at(lowering, open[i - 1])->cursor, parent)) {
            g_array_set_size(lowering->open, i);
            return open[i - 1];
        }
    }
    g_array_set_size(lowering->open, 1);
    return 0;
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent,
                                     CXClientData data)
{
    Lowering *lowering = data;
    guint32 parent_index;
    guint32 index;
    Item *items;
    Item *above;

    /* A constant expression and what is in it are shown as one cursor. */
    if (is_same(&cursor, &parent)) {
        return CXChildVisit_Recurse;
    }
    parent_index = close_to(lowering, &parent);
    index = add_item(lowering, cursor);
    items = (Item *)lowering->items->data;
    above = &items[parent_index];
    if (above->last) {
        items[above->last].next = index;
    } else {
        above->first = index;
    }
    above->last = index;
    above->n_children++;
    if (is_leaf(cursor.kind)) {
        return CXChildVisit_Continue;
    }
    g_array_append_val(lowering->open, index);
    return CXChildVisit_Recurse;
}

void lowering_record_items(Lowering *lowering, CXCursor declaration)
{
    guint32 root;

    g_array_set_size(lowering->items, 0);
    g_array_set_size(lowering->open, 0);
    g_clear_pointer(&lowering->printed, g_hash_table_unref);
    root = add_item(lowering, declaration);
    g_array_append_val(lowering->open, root);
    clang_visitChildren(declaration, visit, lowering);
}

const Item *item_at(const Lowering *lowering, guint32 index)
{
    return &g_array_index(lowering->items, Item, index);
}

const Item *item_first(const Lowering *lowering, const Item *item)
{
    return item->first ? item_at(lowering, item->first) : NULL;
}

const Item *item_next(const Lowering *lowering, const Item *item)
{
    return item->next ? item_at(lowering, item->next) : NULL;
}

const Item *item_child(const Lowering *lowering, const Item *item,
                       unsigned index)
{
    const Item *child = item_first(lowering, item);

    while (child && index-- > 0) {
        child = item_next(lowering, child);
    }
    return child;
}

const Item *item_strip(const Lowering *lowering, const Item *item)
{
    while ((item->cursor.kind == CXCursor_ParenExpr ||
            item->cursor.kind == CXCursor_UnexposedExpr) &&
           item->n_children == 1) {
        const Item *child = item_first(lowering, item);

        if (!item_is_expression(child)) {
            break;
        }
        item = child;
    }
    return item;
}

bool item_is_expression(const Item *item)
{
    return clang_isExpression(item->cursor.kind) != 0;
}

bool item_is_statement(const Item *item)
{
    return clang_isStatement(item->cursor.kind) != 0 ||
           item_is_expression(item);
}
