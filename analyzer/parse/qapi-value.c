/*
 * Reads the JSON dialect of QAPI schemas.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi-value.h"

#include <string.h>

/* Deeper is no schema. */
#define MAX_DEPTH 32

typedef struct Reader {
    QapiText *text;
    char *problem;
    guint problem_line;
    guint depth;
} Reader;

static QapiValue *read_value(Reader *reader);

static void free_value(gpointer value)
{
    qapi_value_free(value);
}

static QapiValue *new_value(const Reader *reader, QapiValueKind kind)
{
    QapiValue *value = g_new0(QapiValue, 1);

    value->kind = kind;
    value->line = reader->text->line;
    if (kind == QAPI_VALUE_LIST || kind == QAPI_VALUE_OBJECT) {
        value->items = g_ptr_array_new_with_free_func(free_value);
    }
    if (kind == QAPI_VALUE_OBJECT) {
        value->keys = g_ptr_array_new_with_free_func(g_free);
    }
    return value;
}

void qapi_value_free(QapiValue *value)
{
    if (!value) {
        return;
    }
    g_free(value->string);
    g_clear_pointer(&value->items, g_ptr_array_unref);
    g_clear_pointer(&value->keys, g_ptr_array_unref);
    g_free(value);
}

const QapiValue *qapi_value_get(const QapiValue *object, const char *key)
{
    if (!object || object->kind != QAPI_VALUE_OBJECT) {
        return NULL;
    }
    for (guint i = 0; i < object->keys->len; i++) {
        if (g_str_equal(g_ptr_array_index(object->keys, i), key)) {
            return g_ptr_array_index(object->items, i);
        }
    }
    return NULL;
}

const char *qapi_value_string(const QapiValue *value)
{
    return value && value->kind == QAPI_VALUE_STRING ? value->string : NULL;
}

G_GNUC_PRINTF(2, 3)
static void complain(Reader *reader, const char *format, ...)
{
    va_list args;

    if (reader->problem) {
        return;
    }
    va_start(args, format);
    reader->problem = g_strdup_vprintf(format, args);
    va_end(args);
    reader->problem_line = reader->text->line;
}

static void skip_blanks(QapiText *text)
{
    for (;;) {
        if (*text->at == '\n') {
            text->line++;
            text->at++;
        } else if (g_ascii_isspace(*text->at)) {
            text->at++;
        } else if (*text->at == '#') {
            text->at += strcspn(text->at, "\n");
        } else {
            return;
        }
    }
}

/* True if the next token is this character, which is then passed. */
static bool accept(Reader *reader, char wanted)
{
    skip_blanks(reader->text);
    if (*reader->text->at != wanted) {
        return false;
    }
    reader->text->at++;
    return true;
}

static void complain_about_token(Reader *reader, const char *expected)
{
    const char *at = reader->text->at;
    size_t length = strcspn(at, " \t\r\n");

    if (*at == '\0') {
        complain(reader, "%s expected, not the end of the file", expected);
        return;
    }
    complain(reader, "%s expected, not '%.*s'", expected, (int)MIN(length, 20),
             at);
}

/* One escape sequence; `at` is behind the backslash. */
static const char *read_escape(Reader *reader, const char *at, GString *text)
{
    guint code = 0;

    if (*at != 'u') {
        if (!strchr("\\/'\"", *at) || *at == '\0') {
            complain(reader, "unknown escape '\\%c'",
                     g_ascii_isprint(*at) ? *at : '?');
            return at;
        }
        g_string_append_c(text, *at);
        return at + 1;
    }
    for (guint i = 1; i <= 4; i++) {
        if (!g_ascii_isxdigit(at[i])) {
            complain(reader, "'\\u' without four digits");
            return at;
        }
        code = code * 16 + (guint)g_ascii_xdigit_value(at[i]);
    }
    if (code == 0 || !g_unichar_validate(code)) {
        complain(reader, "'\\u%04x' is no character", code);
        return at;
    }
    g_string_append_unichar(text, code);
    return at + 5;
}

static char *read_string(Reader *reader)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *at = reader->text->at + 1;

    while (*at != '\'') {
        if (*at == '\0' || *at == '\n') {
            complain(reader, "string without an end");
            return NULL;
        }
        if (*at == '\\') {
            at = read_escape(reader, at + 1, text);
            if (reader->problem) {
                return NULL;
            }
        } else {
            g_string_append_c(text, *at++);
        }
    }
    reader->text->at = at + 1;
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool read_member(Reader *reader, QapiValue *object)
{
    g_autofree char *key = NULL;
    QapiValue *value;

    skip_blanks(reader->text);
    if (*reader->text->at != '\'') {
        complain_about_token(reader, "string");
        return false;
    }
    key = read_string(reader);
    if (!key) {
        return false;
    }
    if (qapi_value_get(object, key)) {
        complain(reader, "key '%s' stands there twice", key);
        return false;
    }
    if (!accept(reader, ':')) {
        complain_about_token(reader, "':'");
        return false;
    }
    value = read_value(reader);
    if (!value) {
        return false;
    }
    g_ptr_array_add(object->keys, g_steal_pointer(&key));
    g_ptr_array_add(object->items, value);
    return true;
}

static bool read_item(Reader *reader, QapiValue *list)
{
    QapiValue *value = read_value(reader);

    if (!value) {
        return false;
    }
    g_ptr_array_add(list->items, value);
    return true;
}

static QapiValue *read_container(Reader *reader, QapiValueKind kind)
{
    bool is_object = kind == QAPI_VALUE_OBJECT;
    char end = is_object ? '}' : ']';
    g_autoptr(QapiValue) value = new_value(reader, kind);

    reader->text->at++;
    if (accept(reader, end)) {
        return g_steal_pointer(&value);
    }
    do {
        if (!(is_object ? read_member(reader, value)
                        : read_item(reader, value))) {
            return NULL;
        }
    } while (accept(reader, ','));
    if (!accept(reader, end)) {
        complain_about_token(reader, is_object ? "',' or '}'" : "',' or ']'");
        return NULL;
    }
    return g_steal_pointer(&value);
}

static QapiValue *read_word(Reader *reader)
{
    static const struct {
        const char *text;
        QapiValueKind kind;
        bool boolean;
    } words[] = {
        {"true", QAPI_VALUE_BOOLEAN, true},
        {"false", QAPI_VALUE_BOOLEAN, false},
        {"null", QAPI_VALUE_NULL, false},
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i].text);

        if (strncmp(reader->text->at, words[i].text, length) == 0 &&
            !g_ascii_isalnum(reader->text->at[length])) {
            QapiValue *value = new_value(reader, words[i].kind);

            value->boolean = words[i].boolean;
            reader->text->at += length;
            return value;
        }
    }
    complain_about_token(reader, "value");
    return NULL;
}

static QapiValue *read_value(Reader *reader)
{
    QapiValue *value = NULL;

    skip_blanks(reader->text);
    if (reader->depth == MAX_DEPTH) {
        complain(reader, "nested more than %d deep", MAX_DEPTH);
        return NULL;
    }
    reader->depth++;
    switch (*reader->text->at) {
    case '{':
        value = read_container(reader, QAPI_VALUE_OBJECT);
        break;
    case '[':
        value = read_container(reader, QAPI_VALUE_LIST);
        break;
    case '\'':
        value = new_value(reader, QAPI_VALUE_STRING);
        value->string = read_string(reader);
        if (!value->string) {
            g_clear_pointer(&value, qapi_value_free);
        }
        break;
    default:
        value = read_word(reader);
        break;
    }
    reader->depth--;
    return value;
}

/* To the next line that starts an expression; this one, if the trouble is
 * that the expression before it, from `start`, has no end. */
static void resume(QapiText *text, const char *start)
{
    if (text->at > start && *text->at == '{' && text->at[-1] == '\n') {
        return;
    }
    for (;;) {
        text->at += strcspn(text->at, "\n");
        if (*text->at == '\0') {
            return;
        }
        text->at++;
        text->line++;
        if (*text->at == '{') {
            return;
        }
    }
}

QapiValue *qapi_value_next(QapiText *text, char **ret_problem,
                           guint *ret_problem_line)
{
    Reader reader = {.text = text};
    QapiValue *value = NULL;
    const char *start;

    skip_blanks(text);
    start = text->at;
    if (*start == '\0') {
        return NULL;
    }
    if (*text->at == '{') {
        value = read_value(&reader);
    } else {
        complain_about_token(&reader, "expression in braces");
    }
    if (!value) {
        *ret_problem = reader.problem;
        *ret_problem_line = reader.problem_line;
        resume(text, start);
    }
    return value;
}
