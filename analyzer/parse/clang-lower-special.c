/*
 * Expressions that libclang shows only in part: it calls them "unexposed" or
 * leaves out the type they are about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

static CXType canonical_type(const Item *item)
{
    return clang_getCanonicalType(clang_getCursorType(item->cursor));
}

IrRef lower_unknown(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_UNKNOWN);
    g_autofree char *text = lowering_source_text(lowering, item->cursor);

    node.name = ir_builder_text(lowering->builder, text);
    return ir_builder_node(lowering->builder, &node);
}

/* Reads one escape sequence after the backslash. */
static const char *append_escape(GString *out, const char *text)
{
    static const char letters[] = "abfnrtv";
    static const char meanings[] = "\a\b\f\n\r\t\v";
    const char *letter = *text ? strchr(letters, *text) : NULL;
    unsigned value = 0;
    unsigned digits = 0;

    if (letter) {
        g_string_append_c(out, meanings[letter - letters]);
        return text + 1;
    }
    if (*text == 'x' || *text == 'u' || *text == 'U') {
        for (text++; g_ascii_isxdigit(*text); text++) {
            value = value * 16 + (unsigned)g_ascii_xdigit_value(*text);
        }
        g_string_append_c(out, (char)value);
        return text;
    }
    for (; digits < 3 && *text >= '0' && *text <= '7'; digits++) {
        value = value * 8 + (unsigned)(*text++ - '0');
    }
    if (digits > 0) {
        g_string_append_c(out, (char)value);
        return text;
    }
    if (*text) {
        g_string_append_c(out, *text++);
    }
    return text;
}

/* From the spelling with quotes; what follows an embedded NUL is lost. */
IrRef lower_string(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_STRING);
    CXString spelling = clang_getCursorSpelling(item->cursor);
    const char *text = strchr(clang_getCString(spelling) ?: "", '"');
    GString *contents = g_string_new(NULL);

    for (text = text ? text + 1 : ""; *text && *text != '"';) {
        if (*text == '\\') {
            text = append_escape(contents, text + 1);
        } else {
            g_string_append_c(contents, *text++);
        }
    }
    node.name = ir_builder_text(lowering->builder, contents->str);
    g_string_free(contents, TRUE);
    clang_disposeString(spelling);
    return ir_builder_node(lowering->builder, &node);
}

/* "T" of `sizeof(T)` as it is written, NULL if it is not plainly there. */
static char *written_argument(Lowering *lowering, const Item *item)
{
    g_autofree char *text = lowering_source_text(lowering, item->cursor);
    char *open = strchr(text, '(');
    char *close = strrchr(text, ')');

    if (!g_str_has_prefix(text, "sizeof") || !open || !close || close < open) {
        return NULL;
    }
    *close = '\0';
    return g_strdup(g_strstrip(open + 1));
}

/*
 * `sizeof expression` has the expression as its child. `sizeof(T)` has at
 * most a reference to a name in T, which may be `T *` or `T[3]`: the value
 * tells whether it is T itself.
 */
IrRef lower_sizeof(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_SIZEOF);
    const Item *child = item_first(lowering, item);
    CXType type = {.kind = CXType_Invalid};
    g_autofree char *written = NULL;

    lower_evaluate(&node, item->cursor);
    if (child) {
        type = canonical_type(child);
    }
    if (child && (item_is_expression(child) ||
                  clang_Type_getSizeOf(type) == node.value)) {
        node.type = lowering_type(lowering, type);
    } else {
        written = written_argument(lowering, item);
        node.type = ir_builder_text(lowering->builder, written);
    }
    return ir_builder_node(lowering->builder, &node);
}

static void append_step(const Item *step, GString *path)
{
    IrNode index = {0};

    if (step->cursor.kind == CXCursor_MemberRef) {
        CXCursor field = clang_getCursorReferenced(step->cursor);
        CXString spelling = clang_getCursorSpelling(field);
        const char *name = clang_getCString(spelling);

        if (name && *name && !strchr(name, '(')) {
            g_string_append_printf(path, "%s%s", path->len ? "." : "", name);
        }
        clang_disposeString(spelling);
        return;
    }
    if (item_is_expression(step) && path->len > 0) {
        if (type_is_integer(canonical_type(step)) &&
            lower_evaluate(&index, step->cursor)) {
            g_string_append_printf(path, "[%" G_GINT64_FORMAT "]", index.value);
        } else {
            g_string_append(path, "[?]");
        }
    }
}

/* Children: what names the type, then members and indices. */
static IrRef lower_offsetof(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_OFFSETOF);
    GString *path = g_string_new(NULL);
    bool first_member = true;

    for (const Item *step = item_first(lowering, item); step;
         step = item_next(lowering, step)) {
        if (first_member && step->cursor.kind == CXCursor_MemberRef) {
            CXCursor field = clang_getCursorReferenced(step->cursor);

            node.type = lowering_refer(lowering, field)->type;
            first_member = false;
        }
        append_step(step, path);
    }
    node.name = ir_builder_text(lowering->builder, path->str);
    g_string_free(path, TRUE);
    lower_evaluate(&node, item->cursor);
    return ir_builder_node(lowering->builder, &node);
}

/* A built-in that is no call for clang, or a call it did not understand. */
static IrRef lower_as_call(Lowering *lowering, const Item *item,
                           bool has_callee)
{
    IrNode node = lower_start(lowering, item, IR_CALL);
    IrNode callee = {.kind = IR_NAME, .op = IR_BIND_FUNCTION};
    IrChain chain = {0};

    if (!has_callee) {
        g_autofree char *word =
            lowering_word_at(lowering, clang_getCursorLocation(item->cursor));

        callee.line = node.line;
        callee.flags = node.flags;
        callee.name = ir_builder_text(lowering->builder, word);
        ir_chain_append(lowering->builder, &chain,
                        ir_builder_node(lowering->builder, &callee));
    }
    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (item_is_expression(child)) {
            ir_chain_append(lowering->builder, &chain,
                            lower_expression(lowering, child));
        }
    }
    node.first = chain.first;
    return ir_builder_node(lowering->builder, &node);
}

/* `a ?: b` comes as a, a, a, b. */
static IrRef lower_short_conditional(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_CONDITIONAL);
    const Item *first = item_first(lowering, item);
    IrChain chain = {0};

    ir_chain_append(lowering->builder, &chain,
                    lower_expression(lowering, first));
    ir_chain_append(lowering->builder, &chain,
                    lower_expression(lowering, first));
    ir_chain_append(lowering->builder, &chain,
                    lower_expression(lowering, item_child(lowering, item, 3)));
    node.first = chain.first;
    if (type_is_integer(canonical_type(item))) {
        lower_evaluate(&node, item->cursor);
    }
    return ir_builder_node(lowering->builder, &node);
}

static bool is_same_cursor_twice(const Lowering *lowering, const Item *item)
{
    const Item *first = item_child(lowering, item, 0);
    const Item *third = item_child(lowering, item, 2);

    return clang_equalCursors(item_strip(lowering, first)->cursor,
                              item_strip(lowering, third)->cursor);
}

/* __builtin_choose_expr(constant, a, b): the branch, NULL if it is no such. */
static const Item *chosen_branch(Lowering *lowering, const Item *item)
{
    const Item *condition = item_first(lowering, item);
    IrNode value = {0};

    if (!type_is_integer(canonical_type(condition)) ||
        !lower_evaluate(&value, condition->cursor)) {
        return NULL;
    }
    return item_child(lowering, item, value.value ? 1 : 2);
}

static bool has_member_reference(const Lowering *lowering, const Item *item)
{
    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (child->cursor.kind == CXCursor_MemberRef) {
            return true;
        }
    }
    return false;
}

static bool first_is_function(const Lowering *lowering, const Item *item)
{
    const Item *first = item_strip(lowering, item_first(lowering, item));

    return first->cursor.kind == CXCursor_DeclRefExpr &&
           canonical_type(first).kind >= CXType_FunctionNoProto &&
           canonical_type(first).kind <= CXType_FunctionProto;
}

static IrRef lower_trait(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_INTEGER);

    if (type_is_integer(canonical_type(item)) &&
        lower_evaluate(&node, item->cursor)) {
        return ir_builder_node(lowering->builder, &node);
    }
    return lower_unknown(lowering, item);
}

/* What item_strip() could not skip. */
IrRef lower_unexposed(Lowering *lowering, const Item *item)
{
    const Item *branch = NULL;

    if (has_member_reference(lowering, item)) {
        return type_is_integer(canonical_type(item))
                   ? lower_offsetof(lowering, item)
                   : lower_unknown(lowering, item);
    }
    if (item->n_children == 0 ||
        !item_is_expression(item_first(lowering, item))) {
        return lower_trait(lowering, item);
    }
    if (first_is_function(lowering, item)) {
        return lower_as_call(lowering, item, true);
    }
    if (item->n_children == 4 && is_same_cursor_twice(lowering, item)) {
        return lower_short_conditional(lowering, item);
    }
    if (item->n_children == 3) {
        branch = chosen_branch(lowering, item);
    }
    if (branch) {
        return lower_expression(lowering, branch);
    }
    return item->n_children > 1 ? lower_as_call(lowering, item, false)
                                : lower_unknown(lowering, item);
}

/*
 * libclang does not say which branch was chosen: it is the only one whose
 * type is that of the whole.
 */
IrRef lower_generic(Lowering *lowering, const Item *item)
{
    CXType type = canonical_type(item);
    const Item *chosen = NULL;
    guint n_fitting = 0;
    bool is_first = true;

    for (const Item *child = item_first(lowering, item); child;
         child = item_next(lowering, child)) {
        if (!item_is_expression(child)) {
            continue;
        }
        if (!is_first && clang_equalTypes(canonical_type(child), type)) {
            chosen = child;
            n_fitting++;
        }
        is_first = false;
    }
    if (n_fitting == 1) {
        return lower_expression(lowering, chosen);
    }
    return lower_trait(lowering, item);
}

static bool is_va_list(const Lowering *lowering, IrText type)
{
    for (guint i = 0; i < lowering->n_va_lists; i++) {
        if (lowering->va_lists[i] == type) {
            return true;
        }
    }
    return false;
}

bool item_is_va_arg(Lowering *lowering, const Item *item, const Item *inner)
{
    CXCursor declaration;

    if (item == inner || inner->cursor.kind != CXCursor_DeclRefExpr ||
        lowering->n_va_lists == 0) {
        return false;
    }
    declaration = clang_getCursorReferenced(inner->cursor);
    return is_va_list(lowering, lowering_refer(lowering, declaration)->type) &&
           !is_va_list(lowering, lowering_type(lowering, clang_getCursorType(
                                                             item->cursor)));
}
