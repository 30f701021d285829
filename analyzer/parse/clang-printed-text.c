/*
 * The operators in the text of a printed declaration. clang puts a space on
 * both sides of a binary operator and none between an operand and its unary
 * operator.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-printed.h"

#if LIBCLANG_MAJOR < 17

#include <string.h>

/* Past a literal; `text` is at its first quote. */
static const char *skip_quoted(const char *text)
{
    char quote = *text++;

    while (*text && *text != quote) {
        text += *text == '\\' && text[1] ? 2 : 1;
    }
    return *text ? text + 1 : text;
}

/* Past a name or number, the sign of its exponent included. */
static const char *skip_word(const char *text)
{
    bool is_number = g_ascii_isdigit(*text);

    while (g_ascii_isalnum(*text) || *text == '_' || *text == '.' ||
           (is_number && (*text == '+' || *text == '-') && text[-1] == 'E')) {
        text++;
    }
    return text;
}

/* Past what holds no operator and could look like one; NULL if it is not
 * such. The name of an unnamed type is a path. */
static const char *skip_other(const char *text)
{
    static const char *const brackets[] = {
        "/*", "*/", "(unnamed ", ")", "(anonymous ", ")",
    };

    if (*text == '"' || *text == '\'') {
        return skip_quoted(text);
    }
    for (guint i = 0; i < G_N_ELEMENTS(brackets); i += 2) {
        const char *end = g_str_has_prefix(text, brackets[i])
                              ? strstr(text, brackets[i + 1])
                              : NULL;

        if (end) {
            return end + strlen(brackets[i + 1]);
        }
    }
    return g_str_has_prefix(text, "->") || g_str_has_prefix(text, "&&")
               ? text + 2
               : NULL;
}

static void add(GArray *operators, PrintedPlace place,
                const OperatorText *found)
{
    PrintedOperator item = {.place = (guint8)place, .op = found->op};

    item.is_compound =
        place == PRINTED_BETWEEN && g_str_has_suffix(found->text, "=") &&
        found->op != IR_OP_ASSIGN && found->op != IR_OP_EQUAL &&
        found->op != IR_OP_NOT_EQUAL && found->op != IR_OP_LESS_EQUAL &&
        found->op != IR_OP_GREATER_EQUAL;
    g_array_append_val(operators, item);
}

/* Past the operator at `text`, which is added; NULL if there is none. */
static const char *read_between(GArray *operators, const char *start,
                                const char *text, const char *end)
{
    const OperatorText *found = operator_between(text, end);
    gsize length = found ? strlen(found->text) : 0;

    if (!found || text == start || text[-1] != ' ' || text[length] != ' ') {
        return NULL;
    }
    add(operators, PRINTED_BETWEEN, found);
    return text + length;
}

static const char *read_unary(GArray *operators, const char *text,
                              const char *end)
{
    const OperatorText *before = operator_before(text, end);
    const OperatorText *after = operator_after(text, end);
    const OperatorText *found = before;
    char next;

    if (!before || before->op == IR_OP_DEREFERENCE) {
        return NULL;
    }
    next = text[strlen(before->text)];
    if (after && !g_ascii_isalnum(next) && (!next || !strchr("_(*&\"", next))) {
        found = after;
    }
    add(operators, found == after ? PRINTED_AFTER : PRINTED_BEFORE, found);
    return text + strlen(found->text);
}

GArray *printed_operators(const char *text)
{
    static const OperatorText extension = {"__extension__", IR_OP_UNKNOWN};
    GArray *operators = g_array_new(FALSE, FALSE, sizeof(PrintedOperator));
    const char *start = text;
    const char *end = text + strlen(text);

    while (*text) {
        const char *next = skip_word(text);

        if (next > text) {
            if ((gsize)(next - text) == strlen(extension.text) &&
                g_str_has_prefix(text, extension.text)) {
                add(operators, PRINTED_BEFORE, &extension);
            }
        } else {
            next = read_between(operators, start, text, end);
            next = next ?: skip_other(text);
            next = next ?: read_unary(operators, text, end);
        }
        text = next ?: text + 1;
    }
    return operators;
}

#endif
