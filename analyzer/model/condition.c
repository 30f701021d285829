/*
 * Whether a test can hold, from its text: a reader of expressions with values
 * that may be open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/condition-operand.h"

#include <string.h>

/* Deeper than any test is written. */
#define MAX_DEPTH 64

typedef struct Reader {
    const char *at;
    ConditionRead read;
    gpointer user;
    GStringChunk *texts;
    guint depth;
    bool failed;
} Reader;

static const struct {
    const char *text;
    guint level; /* binds the tighter the higher */
} operators[] = {
    /* The longer of those that begin alike come first. */
    {"||", 1}, {"&&", 2}, {"==", 6}, {"!=", 6}, {"<<", 8},
    {">>", 8}, {"<=", 7}, {">=", 7}, {"|", 3},  {"^", 4},
    {"&", 5},  {"<", 7},  {">", 7},  {"+", 9},  {"-", 9},
};

static Operand read_term(Reader *reader);
static Operand read_choice(Reader *reader);

static void skip_space(Reader *reader)
{
    while (g_ascii_isspace(*reader->at)) {
        reader->at++;
    }
}

static bool take(Reader *reader, const char *mark)
{
    gsize length = strlen(mark);

    skip_space(reader);
    if (strncmp(reader->at, mark, length) != 0) {
        return false;
    }
    reader->at += length;
    return true;
}

static void expect(Reader *reader, const char *mark)
{
    if (!take(reader, mark)) {
        reader->failed = true;
    }
}

/* A path that nothing is known of stays one: it may be an enumerator. */
static Operand resolve(Reader *reader, Operand operand, gint64 mask)
{
    if (operand.path) {
        operand.value = reader->read(operand.path, mask, reader->user);
        if (operand.value.kind != VALUE_UNKNOWN) {
            operand.path = NULL;
        }
    }
    return operand;
}

/* Only what is asked for of a member must be known. */
static Operand apply_to(Reader *reader, const char *operator, Operand x,
                        Operand y)
{
    gint64 mask;

    if (g_str_equal(operator, "&")) {
        if (operand_to_number(&y.value, &mask)) {
            x = resolve(reader, x, mask);
        } else if (operand_to_number(&x.value, &mask)) {
            y = resolve(reader, y, mask);
        }
    }
    x = resolve(reader, x, -1);
    y = resolve(reader, y, -1);
    return operand_apply(operator, & x, &y);
}

/* The arguments of a call: nothing is known of its value. */
static void skip_brackets(Reader *reader)
{
    guint open = 0;
    bool is_text = false;

    do {
        is_text = is_text != (*reader->at == '"');
        open += !is_text && *reader->at == '(';
        open -= !is_text && *reader->at == ')';
        reader->failed = reader->failed || !*reader->at;
        reader->at += *reader->at != '\0';
    } while (open && !reader->failed);
}

static gsize path_length(const char *text)
{
    gsize n = 0;

    while (g_ascii_isalnum(text[n]) || (text[n] && strchr("_.[]", text[n])) ||
           (text[n] == '-' && text[n + 1] == '>') ||
           (n && text[n] == '>' && text[n - 1] == '-')) {
        n++;
    }
    return n;
}

static Operand read_name(Reader *reader)
{
    Operand operand = operand_open();
    gsize length = path_length(reader->at);

    if (length == 0) {
        reader->failed = true;
        return operand;
    }
    operand.path =
        g_string_chunk_insert_len(reader->texts, reader->at, (gssize)length);
    reader->at += length;
    if (*reader->at == '(') {
        skip_brackets(reader);
        return operand_open();
    }
    if (g_str_equal(operand.path, "true") ||
        g_str_equal(operand.path, "false")) {
        return operand_number(operand.path[0] == 't');
    }
    return operand;
}

static Operand read_number(Reader *reader)
{
    char *end;
    guint64 number = g_ascii_strtoull(reader->at, &end, 0);

    reader->at = end + strspn(end, "uUlL");
    return operand_number((gint64)number);
}

static Operand read_primary(Reader *reader)
{
    Operand operand;
    gint64 number;

    if (g_ascii_isdigit(*reader->at)) {
        return read_number(reader);
    }
    if (take(reader, "!")) {
        operand = resolve(reader, read_term(reader), -1);
        return operand_verdict(verdict_not(operand_truth(&operand)));
    }
    if (take(reader, "~") || take(reader, "-")) {
        bool is_minus = reader->at[-1] == '-';

        operand = resolve(reader, read_term(reader), -1);
        return operand_to_number(&operand.value, &number)
                   ? operand_number(is_minus ? (gint64)(0 - (guint64)number)
                                             : ~number)
                   : operand_open();
    }
    if (take(reader, "(")) {
        operand = read_choice(reader);
        expect(reader, ")");
        return operand;
    }
    return read_name(reader);
}

static Operand read_term(Reader *reader)
{
    Operand operand;

    skip_space(reader);
    if (++reader->depth > MAX_DEPTH) {
        reader->failed = true;
        return operand_open();
    }
    operand = read_primary(reader);
    reader->depth--;
    return operand;
}

static guint operator_at(Reader *reader)
{
    skip_space(reader);
    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (g_str_has_prefix(reader->at, operators[i].text)) {
            return i;
        }
    }
    return G_N_ELEMENTS(operators);
}

static Operand read_level(Reader *reader, guint level)
{
    Operand left = read_term(reader);
    guint i;

    while (!reader->failed &&
           (i = operator_at(reader)) < G_N_ELEMENTS(operators) &&
           operators[i].level >= level) {
        reader->at += strlen(operators[i].text);
        left = apply_to(reader, operators[i].text, left,
                        read_level(reader, operators[i].level + 1));
    }
    return left;
}

static Operand read_choice(Reader *reader)
{
    Operand condition;
    Operand then;
    Operand otherwise;

    if (++reader->depth > MAX_DEPTH) {
        reader->failed = true;
        return operand_open();
    }
    condition = read_level(reader, 1);
    if (take(reader, "?")) {
        condition = resolve(reader, condition, -1);
        then = resolve(reader, read_choice(reader), -1);
        expect(reader, ":");
        otherwise = resolve(reader, read_choice(reader), -1);
        condition = operand_truth(&condition) == CONDITION_HOLDS   ? then
                    : operand_truth(&condition) == CONDITION_FAILS ? otherwise
                    : operand_truth(&then) == operand_truth(&otherwise)
                        ? operand_verdict(operand_truth(&then))
                        : operand_open();
    }
    reader->depth--;
    return condition;
}

/* A value that is returned, with the tests that lead to it; those that fail
 * keep it from being one. */
static ConditionVerdict read_return(Reader *reader, bool *ret_reached)
{
    Operand value;

    *ret_reached = true;
    while (take(reader, "if (")) {
        value = resolve(reader, read_choice(reader), -1);
        *ret_reached = *ret_reached && operand_truth(&value) != CONDITION_FAILS;
        expect(reader, ")");
    }
    value = resolve(reader, read_choice(reader), -1);
    return operand_truth(&value);
}

static ConditionVerdict read_returns(Reader *reader)
{
    ConditionVerdict all = CONDITION_OPEN;
    bool any = false;

    do {
        bool is_reached;
        ConditionVerdict one = read_return(reader, &is_reached);

        if (is_reached) {
            all = any && all != one ? CONDITION_OPEN : one;
            any = true;
        }
    } while (!reader->failed && take(reader, ";"));
    return all;
}

ConditionVerdict condition_judge(const char *text, ConditionRead read,
                                 gpointer user)
{
    Reader reader = {.at = text, .read = read, .user = user};
    ConditionVerdict verdict;

    reader.texts = g_string_chunk_new(256);
    verdict = read_returns(&reader);
    skip_space(&reader);
    if (*reader.at) {
        reader.failed = true;
    }
    g_string_chunk_free(reader.texts);
    return reader.failed ? CONDITION_OPEN : verdict;
}
