/*
 * Which operator a cursor is, for libclang from version 17 on, which tells.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

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

#endif
