/*
 * The text of a term, for guards and for unknown values made from it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/term.h"

#include <string.h>

#define MAX_SHOWN_ALTERNATIVES 3u

static const char *place_text(Interpreter *interpreter, const Term *term)
{
    const Object *object = term->object;
    g_autofree char *text = NULL;

    if (!*term->path) {
        if (!object->is_variable || term->kind == TERM_AGGREGATE) {
            return object->label;
        }
        text = g_strconcat("&", object->label, NULL);
    } else if (object->is_variable || term->path[0] == '[') {
        text = g_strconcat("&", object->label, term->path, NULL);
    } else {
        text = g_strconcat("&", object->label, "->", term->path + 1, NULL);
    }
    if (term->kind == TERM_AGGREGATE) {
        return interpreter_intern(interpreter, text + 1);
    }
    return interpreter_intern(interpreter, text);
}

static const char *choice_text(Interpreter *interpreter, const Term *term)
{
    g_autoptr(GString) text = g_string_new("{");

    for (guint i = 0; i < term->n_alternatives; i++) {
        if (i == MAX_SHOWN_ALTERNATIVES) {
            g_string_append(text, " | ...");
            break;
        }
        g_string_append(text, i > 0 ? " | " : "");
        g_string_append(text,
                        term_text(interpreter, term->alternatives[i].term));
    }
    g_string_append_c(text, '}');
    return interpreter_intern(interpreter, text->str);
}

static const char *number_text(Interpreter *interpreter, const Term *term)
{
    g_autofree char *text =
        term->is_unsigned
            ? g_strdup_printf("%" G_GUINT64_FORMAT, (guint64)term->number)
            : g_strdup_printf("%" G_GINT64_FORMAT, term->number);

    return interpreter_intern(interpreter, text);
}

const char *term_text(Interpreter *interpreter, const Term *term)
{
    g_autofree char *text = NULL;

    switch (term->kind) {
    case TERM_UNKNOWN:
    case TERM_FUNCTION:
        return term->text;
    case TERM_INTEGER:
        return term->text ? term->text : number_text(interpreter, term);
    case TERM_REAL:
        text = g_strdup_printf("%g", term->real);
        return interpreter_intern(interpreter, text);
    case TERM_STRING:
        text = g_strdup_printf("\"%s\"", term->text);
        return interpreter_intern(interpreter, text);
    case TERM_POINTER:
    case TERM_AGGREGATE:
        return place_text(interpreter, term);
    case TERM_CHOICE:
        return choice_text(interpreter, term);
    }
    return "";
}

/* Has it a blank outside of parentheses, brackets and quotes? */
static bool is_operation(const char *text)
{
    int depth = 0;
    bool quoted = false;

    for (; *text; text++) {
        if (*text == '"') {
            quoted = !quoted;
        } else if (!quoted && strchr("([{", *text)) {
            depth++;
        } else if (!quoted && strchr(")]}", *text)) {
            depth--;
        } else if (!quoted && depth == 0 && *text == ' ') {
            return true;
        }
    }
    return false;
}

/* Is the last character the bracket that closes the first? */
static bool is_enclosed(const char *text)
{
    int depth = 0;

    for (; *text; text++) {
        depth += (*text == '(') - (*text == ')');
        if (depth == 0) {
            return text[1] == '\0';
        }
    }
    return false;
}

const char *text_negated(Interpreter *interpreter, const char *text)
{
    g_autofree char *inner = NULL;

    if (text[0] != '!' || text[1] == '=' || is_operation(text)) {
        return NULL;
    }
    if (text[1] == '(' && is_enclosed(text + 1)) {
        inner = g_strndup(text + 2, strlen(text) - 3);
        return interpreter_intern(interpreter, inner);
    }
    return interpreter_intern(interpreter, text + 1);
}

const char *term_operand_text(Interpreter *interpreter, const Term *term)
{
    const char *text = term_text(interpreter, term);
    g_autofree char *wrapped = NULL;

    if (!is_operation(text)) {
        return text;
    }
    wrapped = g_strdup_printf("(%s)", text);
    return interpreter_intern(interpreter, wrapped);
}
