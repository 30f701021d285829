/*
 * An expression as text for people: close to what stands in the source, with
 * macros expanded and casts left out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/ir.h"

static void append(const IrFile *file, const IrNode *node, GString *out);

static const char *const operator_text[] = {
    [IR_OP_UNKNOWN] = "?op?",
    [IR_OP_ASSIGN] = "=",
    [IR_OP_ADD] = "+",
    [IR_OP_SUBTRACT] = "-",
    [IR_OP_MULTIPLY] = "*",
    [IR_OP_DIVIDE] = "/",
    [IR_OP_REMAINDER] = "%",
    [IR_OP_SHIFT_LEFT] = "<<",
    [IR_OP_SHIFT_RIGHT] = ">>",
    [IR_OP_BIT_AND] = "&",
    [IR_OP_BIT_OR] = "|",
    [IR_OP_BIT_XOR] = "^",
    [IR_OP_AND] = "&&",
    [IR_OP_OR] = "||",
    [IR_OP_EQUAL] = "==",
    [IR_OP_NOT_EQUAL] = "!=",
    [IR_OP_LESS] = "<",
    [IR_OP_LESS_EQUAL] = "<=",
    [IR_OP_GREATER] = ">",
    [IR_OP_GREATER_EQUAL] = ">=",
    [IR_OP_COMMA] = ",",
    [IR_OP_NOT] = "!",
    [IR_OP_COMPLEMENT] = "~",
    [IR_OP_NEGATE] = "-",
    [IR_OP_PLUS] = "+",
    [IR_OP_ADDRESS] = "&",
    [IR_OP_DEREFERENCE] = "*",
    [IR_OP_PRE_INCREMENT] = "++",
    [IR_OP_PRE_DECREMENT] = "--",
    [IR_OP_POST_INCREMENT] = "++",
    [IR_OP_POST_DECREMENT] = "--",
};

static void append_child(const IrFile *file, const IrNode *node, unsigned index,
                         GString *out)
{
    append(file, ir_child(file, node, index), out);
}

/* With parentheses if it is an operation itself. */
static void append_operand(const IrFile *file, const IrNode *node,
                           unsigned index, GString *out)
{
    const IrNode *child = ir_child(file, node, index);
    bool wrap =
        child && (child->kind == IR_BINARY || child->kind == IR_ASSIGN ||
                  child->kind == IR_CONDITIONAL);

    g_string_append(out, wrap ? "(" : "");
    append(file, child, out);
    g_string_append(out, wrap ? ")" : "");
}

static void append_list(const IrFile *file, const IrNode *child, GString *out)
{
    for (const char *separator = ""; child; child = ir_next(file, child)) {
        g_string_append(out, separator);
        append(file, child, out);
        separator = ", ";
    }
}

static void append_unary(const IrFile *file, const IrNode *node, GString *out)
{
    bool postfix =
        node->op == IR_OP_POST_INCREMENT || node->op == IR_OP_POST_DECREMENT;

    g_string_append(out, postfix ? "" : operator_text[node->op]);
    append_operand(file, node, 0, out);
    g_string_append(out, postfix ? operator_text[node->op] : "");
}

static void append_operation(const IrFile *file, const IrNode *node,
                             GString *out)
{
    bool compound = node->kind == IR_ASSIGN && node->op != IR_OP_ASSIGN;

    append_operand(file, node, 0, out);
    g_string_append_printf(out, " %s%s ", operator_text[node->op],
                           compound ? "=" : "");
    append_operand(file, node, 1, out);
}

static void append_postfix(const IrFile *file, const IrNode *node, GString *out)
{
    append_operand(file, node, 0, out);
    switch (node->kind) {
    case IR_MEMBER:
        g_string_append_printf(out, "%s%s", node->flags & IR_ARROW ? "->" : ".",
                               ir_text(file, node->name));
        break;
    case IR_SUBSCRIPT:
        g_string_append_c(out, '[');
        append_child(file, node, 1, out);
        g_string_append_c(out, ']');
        break;
    default:
        g_string_append_c(out, '(');
        append_list(file, ir_child(file, node, 1), out);
        g_string_append_c(out, ')');
        break;
    }
}

static void append_initialiser(const IrFile *file, const IrNode *node,
                               GString *out)
{
    if (node->kind == IR_INIT_LIST) {
        g_string_append_c(out, '{');
        append_list(file, ir_first(file, node), out);
        g_string_append_c(out, '}');
        return;
    }
    if (node->kind == IR_FIELD_INIT) {
        g_string_append_printf(out, ".%s = ", ir_text(file, node->name));
    } else {
        g_string_append_printf(out, "[%" G_GINT64_FORMAT "] = ", node->value);
    }
    append_child(file, node, 0, out);
}

static void append_leaf(const IrFile *file, const IrNode *node, GString *out)
{
    switch (node->kind) {
    case IR_INTEGER:
        if (node->flags & IR_UNSIGNED) {
            g_string_append_printf(out, "%" G_GUINT64_FORMAT,
                                   (guint64)node->value);
        } else {
            g_string_append_printf(out, "%" G_GINT64_FORMAT, node->value);
        }
        break;
    case IR_STRING:
        g_string_append_printf(out, "\"%s\"", ir_text(file, node->name));
        break;
    case IR_SIZEOF:
        g_string_append_printf(out, "sizeof(%s)", ir_text(file, node->type));
        break;
    case IR_OFFSETOF:
        g_string_append_printf(out, "offsetof(%s, %s)",
                               ir_text(file, node->type),
                               ir_text(file, node->name));
        break;
    default:
        g_string_append(out, ir_text(file, node->name));
        break;
    }
}

static void append(const IrFile *file, const IrNode *node, GString *out)
{
    if (!node) {
        return;
    }
    switch (node->kind) {
    case IR_MEMBER:
    case IR_SUBSCRIPT:
    case IR_CALL:
        append_postfix(file, node, out);
        break;
    case IR_UNARY:
        append_unary(file, node, out);
        break;
    case IR_BINARY:
    case IR_ASSIGN:
        append_operation(file, node, out);
        break;
    case IR_CONDITIONAL:
        append_operand(file, node, 0, out);
        g_string_append(out, " ? ");
        append_operand(file, node, 1, out);
        g_string_append(out, " : ");
        append_operand(file, node, 2, out);
        break;
    case IR_CAST:
    case IR_COMPOUND:
        append_child(file, node, 0, out);
        break;
    case IR_INIT_LIST:
    case IR_FIELD_INIT:
    case IR_INDEX_INIT:
        append_initialiser(file, node, out);
        break;
    case IR_STMT_EXPR:
        g_string_append(out, "({...})");
        break;
    default:
        append_leaf(file, node, out);
        break;
    }
}

char *ir_node_to_text(const IrFile *file, const IrNode *node)
{
    GString *out = g_string_new(NULL);

    append(file, node, out);
    return g_string_free(out, FALSE);
}
