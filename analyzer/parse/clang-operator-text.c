/*
 * Which operator a cursor is, for libclang before 17, which does not tell: the
 * text between the operands does; where a macro's body is in between, the
 * declaration as libclang prints it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-printed.h"

#if LIBCLANG_MAJOR < 17

#include <string.h>

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

IrOperator item_spelled_binary(Lowering *lowering, const Item *item)
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
    found = operator_between(skip_blanks(span.start, span.end), span.end);
    /* A comma is more likely the one between two arguments of a macro. */
    return !found || (found->op == IR_OP_COMMA && (end.int_data & MACRO_BIT))
               ? IR_OP_UNKNOWN
               : found->op;
}

/* Of two pointers only an assignment makes a pointer. */
static IrOperator guess_binary(Lowering *lowering, const Item *item)
{
    const Item *left = item_child(lowering, item, 0);
    const Item *right = item_child(lowering, item, 1);
    CXType type = canonical_type(item);

    return left && right && type.kind == CXType_Pointer &&
                   clang_equalTypes(type, canonical_type(left)) &&
                   canonical_type(right).kind == CXType_Pointer
               ? IR_OP_ASSIGN
               : IR_OP_UNKNOWN;
}

IrOperator item_binary_operator(Lowering *lowering, const Item *item)
{
    IrOperator spelled = item_spelled_binary(lowering, item);
    const PrintedOperator *printed;

    if (spelled != IR_OP_UNKNOWN) {
        return spelled;
    }
    printed = printed_find(lowering, item);
    return printed ? printed->op : guess_binary(lowering, item);
}

bool item_could_be_dereference(Lowering *lowering, const Item *item,
                               bool *ret_doubtful)
{
    CXType type = canonical_type(item);
    CXType operand = canonical_type(item_first(lowering, item));

    *ret_doubtful = type.kind == CXType_Int;
    return operand.kind == CXType_Pointer &&
           clang_equalTypes(
               clang_getCanonicalType(clang_getPointeeType(operand)), type);
}

/* What the types say of an operator that can't be read. */
static IrOperator guess_unary(Lowering *lowering, const Item *item)
{
    CXType type = canonical_type(item);
    CXType operand = canonical_type(item_first(lowering, item));
    bool doubtful;

    if (type.kind == CXType_Pointer &&
        clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(type)),
                         operand)) {
        return IR_OP_ADDRESS;
    }
    if (item_could_be_dereference(lowering, item, &doubtful)) {
        return doubtful ? IR_OP_UNKNOWN : IR_OP_DEREFERENCE;
    }
    return operand.kind == CXType_Pointer && type.kind == CXType_Int
               ? IR_OP_NOT
               : IR_OP_UNKNOWN;
}

IrOperator item_spelled_unary(Lowering *lowering, const Item *item,
                              bool *ret_transparent)
{
    CXSourceRange range = clang_getCursorExtent(item->cursor);
    CXSourceRange inner =
        clang_getCursorExtent(item_first(lowering, item)->cursor);
    TextSpan span = text_between(lowering, clang_getRangeStart(range),
                                 clang_getRangeStart(inner));
    const OperatorText *found =
        operator_before(skip_blanks(span.start, span.end), span.end);

    *ret_transparent = span.end - span.start > 2 && *span.start == '_';
    if (!found) {
        span = text_between(lowering, clang_getRangeEnd(inner),
                            clang_getRangeEnd(range));
        found = operator_after(skip_blanks(span.start, span.end), span.end);
    }
    return found ? found->op : IR_OP_UNKNOWN;
}

IrOperator item_unary_operator(Lowering *lowering, const Item *item,
                               bool *ret_transparent)
{
    const Item *child = item_first(lowering, item);
    const PrintedOperator *printed;
    IrOperator spelled;

    *ret_transparent = false;
    if (!child) {
        return IR_OP_UNKNOWN;
    }
    spelled = item_spelled_unary(lowering, item, ret_transparent);
    if (spelled != IR_OP_UNKNOWN) {
        return spelled;
    }
    printed = printed_find(lowering, item);
    if (printed) {
        *ret_transparent = printed->op == IR_OP_UNKNOWN;
        return printed->op;
    }
    /* Nothing but __extension__ is put in front of a statement expression
     * of the same type often enough to matter. */
    *ret_transparent =
        *ret_transparent ||
        item_strip(lowering, child)->cursor.kind == CXCursor_StmtExpr;
    return guess_unary(lowering, item);
}

#endif
