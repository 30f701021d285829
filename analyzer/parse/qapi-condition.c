/*
 * Conditions of a QAPI schema as text.
 *
 * Until 6.1 an 'if' is preprocessor text or a list of such; from 6.2 on it is
 * a configuration symbol or {'all': [...]}, {'any': [...]}, {'not': ...}
 * (QEMU's commits 5d83b9a130, 3ad64edfad, 2b7d214536, 8a9f1e1d9c). Both give
 * the same text: "defined(X)" is written X.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi-expression.h"

#include <string.h>

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* If `at` is "defined(X)" or "defined X": the end of it, and X. */
static const char *read_defined(const char *at, char **ret_symbol)
{
    static const char word[] = "defined";
    const char *symbol = at + strlen(word);
    bool has_parenthesis;
    size_t length = 0;

    if (!g_str_has_prefix(at, word) || is_word(*symbol)) {
        return NULL;
    }
    symbol += strspn(symbol, " \t");
    has_parenthesis = *symbol == '(';
    if (has_parenthesis) {
        symbol++;
        symbol += strspn(symbol, " \t");
    }
    while (is_word(symbol[length])) {
        length++;
    }
    at = symbol + length;
    if (has_parenthesis) {
        at += strspn(at, " \t");
    }
    if (length == 0 || (has_parenthesis && *at != ')')) {
        return NULL;
    }
    *ret_symbol = g_strndup(symbol, length);
    return has_parenthesis ? at + 1 : at;
}

static char *without_defined(const char *text)
{
    GString *result = g_string_new(NULL);
    char previous = ' ';

    while (*text) {
        g_autofree char *symbol = NULL;
        const char *end =
            is_word(previous) ? NULL : read_defined(text, &symbol);

        if (end) {
            g_string_append(result, symbol);
            text = end;
        } else {
            g_string_append_c(result, *text++);
        }
        previous = text[-1];
    }
    return g_string_free(result, FALSE);
}

/* In parentheses if an operator beside it could tear it apart. */
static void append_operand(GString *text, const char *operand)
{
    if (strpbrk(operand, " &|<>=")) {
        g_string_append_printf(text, "(%s)", operand);
    } else {
        g_string_append(text, operand);
    }
}

static char *join(const QapiValue *list, const char *symbol)
{
    GString *text = NULL;

    if (list->kind != QAPI_VALUE_LIST || list->items->len == 0) {
        return NULL;
    }
    if (list->items->len == 1) {
        return qapi_condition_text(g_ptr_array_index(list->items, 0));
    }
    text = g_string_new(NULL);
    for (guint i = 0; i < list->items->len; i++) {
        g_autofree char *operand =
            qapi_condition_text(g_ptr_array_index(list->items, i));

        if (!operand) {
            g_string_free(text, TRUE);
            return NULL;
        }
        g_string_append(text, i ? symbol : "");
        append_operand(text, operand);
    }
    return g_string_free(text, FALSE);
}

static char *negate(const QapiValue *condition)
{
    g_autofree char *operand = qapi_condition_text(condition);
    GString *text;

    if (!operand) {
        return NULL;
    }
    text = g_string_new("!");
    append_operand(text, operand);
    return g_string_free(text, FALSE);
}

char *qapi_condition_text(const QapiValue *condition)
{
    const char *key;
    const QapiValue *value;

    if (condition->kind == QAPI_VALUE_STRING) {
        return without_defined(condition->string);
    }
    if (condition->kind == QAPI_VALUE_LIST) {
        return join(condition, " && ");
    }
    if (condition->kind != QAPI_VALUE_OBJECT || condition->keys->len != 1) {
        return NULL;
    }
    key = g_ptr_array_index(condition->keys, 0);
    value = g_ptr_array_index(condition->items, 0);
    if (g_str_equal(key, "all")) {
        return join(value, " && ");
    }
    if (g_str_equal(key, "any")) {
        return join(value, " || ");
    }
    return g_str_equal(key, "not") ? negate(value) : NULL;
}
