/*
 * Which operator a cursor is. libclang tells from version 17 on; before, the
 * text between the operands does, if it does not come from a macro.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

#if LIBCLANG_MAJOR >= 17

IrOperator item_binary_operator(Lowering *lowering, const Item *item)
{
    static const guint8 known[] = {
        [CXBinaryOperator_Mul] = IR_OP_MULTIPLY,
        [CXBinaryOperator_Div] = IR_OP_DIVIDE,
        [CXBinaryOperator_Rem] = IR_OP_REMAINDER,
        [CXBinaryOperator_Add] = IR_OP_ADD,
        [CXBinaryOperator_Sub] = IR_OP_SUBTRACT,
        [CXBinaryOperator_Shl] = IR_OP_SHIFT_LEFT,
        [CXBinaryOperator_Shr] = IR_OP_SHIFT_RIGHT,
        [CXBinaryOperator_LT] = IR_OP_LESS,
        [CXBinaryOperator_GT] = IR_OP_GREATER,
        [CXBinaryOperator_LE] = IR_OP_LESS_EQUAL,
        [CXBinaryOperator_GE] = IR_OP_GREATER_EQUAL,
        [CXBinaryOperator_EQ] = IR_OP_EQUAL,
        [CXBinaryOperator_NE] = IR_OP_NOT_EQUAL,
        [CXBinaryOperator_And] = IR_OP_BIT_AND,
        [CXBinaryOperator_Xor] = IR_OP_BIT_XOR,
        [CXBinaryOperator_Or] = IR_OP_BIT_OR,
        [CXBinaryOperator_LAnd] = IR_OP_AND,
        [CXBinaryOperator_LOr] = IR_OP_OR,
        [CXBinaryOperator_Assign] = IR_OP_ASSIGN,
        [CXBinaryOperator_MulAssign] = IR_OP_MULTIPLY,
        [CXBinaryOperator_DivAssign] = IR_OP_DIVIDE,
        [CXBinaryOperator_RemAssign] = IR_OP_REMAINDER,
        [CXBinaryOperator_AddAssign] = IR_OP_ADD,
        [CXBinaryOperator_SubAssign] = IR_OP_SUBTRACT,
        [CXBinaryOperator_ShlAssign] = IR_OP_SHIFT_LEFT,
        [CXBinaryOperator_ShrAssign] = IR_OP_SHIFT_RIGHT,
        [CXBinaryOperator_AndAssign] = IR_OP_BIT_AND,
        [CXBinaryOperator_XorAssign] = IR_OP_BIT_XOR,
        [CXBinaryOperator_OrAssign] = IR_OP_BIT_OR,
        [CXBinaryOperator_Comma] = IR_OP_COMMA,
    };
    unsigned kind = clang_getCursorBinaryOperatorKind(item->cursor);

    (void)lowering;
    return kind < G_N_ELEMENTS(known) ? known[kind] : IR_OP_UNKNOWN;
}

IrOperator item_unary_operator(Lowering *lowering, const Item *item,
                               bool *ret_transparent)
{
    static const guint8 known[] = {
        [CXUnaryOperator_PostInc] = IR_OP_POST_INCREMENT,
        [CXUnaryOperator_PostDec] = IR_OP_POST_DECREMENT,
        [CXUnaryOperator_PreInc] = IR_OP_PRE_INCREMENT,
        [CXUnaryOperator_PreDec] = IR_OP_PRE_DECREMENT,
        [CXUnaryOperator_AddrOf] = IR_OP_ADDRESS,
        [CXUnaryOperator_Deref] = IR_OP_DEREFERENCE,
        [CXUnaryOperator_Plus] = IR_OP_PLUS,
        [CXUnaryOperator_Minus] = IR_OP_NEGATE,
        [CXUnaryOperator_Not] = IR_OP_COMPLEMENT,
        [CXUnaryOperator_LNot] = IR_OP_NOT,
    };
    unsigned kind = clang_getCursorUnaryOperatorKind(item->cursor);

    (void)lowering;
    *ret_transparent = kind == CXUnaryOperator_Extension;
    return kind < G_N_ELEMENTS(known) ? known[kind] : IR_OP_UNKNOWN;
}

#else

typedef struct OperatorText {
    const char *text; /* longer ones first */
    guint8 op;
} OperatorText;

static const OperatorText binary_texts[] = {
    {"<<=", IR_OP_SHIFT_LEFT}, {">>=", IR_OP_SHIFT_RIGHT},
    {"<<", IR_OP_SHIFT_LEFT},  {">>", IR_OP_SHIFT_RIGHT},
    {"<=", IR_OP_LESS_EQUAL},  {">=", IR_OP_GREATER_EQUAL},
    {"==", IR_OP_EQUAL},       {"!=", IR_OP_NOT_EQUAL},
    {"&&", IR_OP_AND},         {"||", IR_OP_OR},
    {"*=", IR_OP_MULTIPLY},    {"/=", IR_OP_DIVIDE},
    {"%=", IR_OP_REMAINDER},   {"+=", IR_OP_ADD},
    {"-=", IR_OP_SUBTRACT},    {"&=", IR_OP_BIT_AND},
    {"^=", IR_OP_BIT_XOR},     {"|=", IR_OP_BIT_OR},
    {"*", IR_OP_MULTIPLY},     {"/", IR_OP_DIVIDE},
    {"%", IR_OP_REMAINDER},    {"+", IR_OP_ADD},
    {"-", IR_OP_SUBTRACT},     {"<", IR_OP_LESS},
    {">", IR_OP_GREATER},      {"&", IR_OP_BIT_AND},
    {"^", IR_OP_BIT_XOR},      {"|", IR_OP_BIT_OR},
    {"=", IR_OP_ASSIGN},       {",", IR_OP_COMMA},
};

static const OperatorText prefix_texts[] = {
    {"++", IR_OP_PRE_INCREMENT}, {"--", IR_OP_PRE_DECREMENT},
    {"&", IR_OP_ADDRESS},        {"*", IR_OP_DEREFERENCE},
    {"+", IR_OP_PLUS},           {"-", IR_OP_NEGATE},
    {"~", IR_OP_COMPLEMENT},     {"!", IR_OP_NOT},
};

static const OperatorText postfix_texts[] = {
    {"++", IR_OP_POST_INCREMENT},
    {"--", IR_OP_POST_DECREMENT},
};

/* Skips blanks and comments. */
static const char *skip_blanks(const char *text, const char *end)
{
    while (text < end) {
        const char *close;

        if (g_ascii_isspace(*text) || *text == '\\') {
            text++;
        } else if (end - text >= 2 && memcmp(text, "/*", 2) == 0) {
            close = g_strstr_len(text, end - text, "*/");
            text = close ? close + 2 : end;
        } else if (end - text >= 2 && memcmp(text, "//", 2) == 0) {
            close = memchr(text, '\n', (gsize)(end - text));
            text = close ? close : end;
        } else {
            break;
        }
    }
    return text;
}

/* The operator at the start of the text. */
static const OperatorText *find_operator(const OperatorText *table, guint n,
                                         const char *text, const char *end)
{
    text = skip_blanks(text, end);
    for (guint i = 0; i < n; i++) {
        gsize length = strlen(table[i].text);

        if ((gsize)(end - text) >= length &&
            memcmp(text, table[i].text, length) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

typedef struct TextSpan {
    const char *start;
    const char *end;
} TextSpan;

/* The text between two locations, as it stands where a macro is called or in
 * its arguments; empty unless they are in this order in one file. */
static TextSpan text_between(Lowering *lowering, CXSourceLocation from,
                             CXSourceLocation to)
{
    CXFile files[2] = {NULL, NULL};
    unsigned offsets[2] = {0, 0};
    gsize size = 0;
    const char *text;

    clang_getFileLocation(from, &files[0], NULL, NULL, &offsets[0]);
    clang_getFileLocation(to, &files[1], NULL, NULL, &offsets[1]);
    text = lowering_text(lowering, files[0], &size);
    if (!text || files[0] != files[1] || offsets[0] > offsets[1] ||
        offsets[1] > size) {
        return (TextSpan){"", ""};
    }
    return (TextSpan){text + offsets[0], text + offsets[1]};
}

static CXType canonical_type(const Item *item)
{
    return clang_getCanonicalType(clang_getCursorType(item->cursor));
}

/* Of two pointers only an assignment makes a pointer. */
static IrOperator guess_binary(const Item *item, const Item *left,
                               const Item *right)
{
    CXType type = canonical_type(item);

    return type.kind == CXType_Pointer &&
                   clang_equalTypes(type, canonical_type(left)) &&
                   canonical_type(right).kind == CXType_Pointer
               ? IR_OP_ASSIGN
               : IR_OP_UNKNOWN;
}

IrOperator item_binary_operator(Lowering *lowering, const Item *item)
{
    const Item *left = item_child(lowering, item, 0);
    const Item *right = item_child(lowering, item, 1);
    const OperatorText *found;
    CXSourceLocation end;
    TextSpan span;

    if (!left || !right) {
        return IR_OP_UNKNOWN;
    }
    end = clang_getRangeEnd(clang_getCursorExtent(left->cursor));
    span =
        text_between(lowering, end,
                     clang_getRangeStart(clang_getCursorExtent(right->cursor)));
    found = find_operator(binary_texts, G_N_ELEMENTS(binary_texts), span.start,
                          span.end);
    /* A comma is more likely the one between two arguments of a macro. */
    if (!found || (found->op == IR_OP_COMMA && (end.int_data & MACRO_BIT))) {
        return guess_binary(item, left, right);
    }
    return found->op;
}

/* What the types say of an operator that can't be read. */
static IrOperator guess_unary(CXType type, CXType operand)
{
    if (type.kind == CXType_Pointer &&
        clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(type)),
                         operand)) {
        return IR_OP_ADDRESS;
    }
    if (operand.kind == CXType_Pointer && type.kind != CXType_Pointer &&
        clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(operand)),
                         type)) {
        return IR_OP_DEREFERENCE;
    }
    return operand.kind == CXType_Pointer && type.kind == CXType_Int
               ? IR_OP_NOT
               : IR_OP_UNKNOWN;
}

IrOperator item_unary_operator(Lowering *lowering, const Item *item,
                               bool *ret_transparent)
{
    CXSourceRange range = clang_getCursorExtent(item->cursor);
    const Item *child = item_first(lowering, item);
    const OperatorText *found;
    CXSourceRange inner;
    TextSpan span;

    *ret_transparent = false;
    if (!child) {
        return IR_OP_UNKNOWN;
    }
    inner = clang_getCursorExtent(child->cursor);
    span = text_between(lowering, clang_getRangeStart(range),
                        clang_getRangeStart(inner));
    *ret_transparent = span.end - span.start > 2 && *span.start == '_';
    found = find_operator(prefix_texts, G_N_ELEMENTS(prefix_texts), span.start,
                          span.end);
    if (!found) {
        span = text_between(lowering, clang_getRangeEnd(inner),
                            clang_getRangeEnd(range));
        found = find_operator(postfix_texts, G_N_ELEMENTS(postfix_texts),
                              span.start, span.end);
    }
    if (found) {
        return found->op;
    }
    /* Nothing but __extension__ is put in front of a statement expression
     * of the same type often enough to matter. */
    *ret_transparent =
        *ret_transparent ||
        item_strip(lowering, child)->cursor.kind == CXCursor_StmtExpr;
    return guess_unary(canonical_type(item), canonical_type(child));
}

#endif
