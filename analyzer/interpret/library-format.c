/*
 * printf formats.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/library.h"
#include "interpret/memory.h"
#include "interpret/term.h"

#include <string.h>

/* A longer width or precision is not meant seriously. */
#define MAX_SPEC 6u

typedef struct Format {
    const Call *call;
    guint arg; /* the next one */
    GString *out;
    bool known;
} Format;

static void append_unknown(Format *format, const Term *term)
{
    format->known = false;
    g_string_append_printf(format->out, "${%s}",
                           term_text(format->call->interpreter, term));
}

/* `spec` is "%-5" or the like, without length and conversion. */
static void append_number(Format *format, const char *spec, char conversion,
                          const Term *term)
{
    g_autofree char *full = NULL;

    if (term->kind == TERM_POINTER || term->kind == TERM_FUNCTION ||
        term->kind != TERM_INTEGER) {
        append_unknown(format, term);
        return;
    }
    if (conversion == 'c') {
        g_string_append_c(format->out, (char)term->number);
        return;
    }
    full = g_strdup_printf("%s" G_GINT64_MODIFIER "%c", spec, conversion);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_string_append_printf(format->out, full, term->number);
#pragma GCC diagnostic pop
}

/* As int or unsigned int, unless the length says otherwise. */
static const Term *narrowed(Format *format, const char *length, char conversion,
                            const Term *term)
{
    Interpreter *interpreter = format->call->interpreter;

    if (term->kind != TERM_INTEGER || *length) {
        return term;
    }
    return strchr("di", conversion)
               ? term_integer(interpreter, (gint32)term->number)
               : term_integer(interpreter, (guint32)term->number);
}

static void append_text(Format *format, const char *spec, const Term *term)
{
    const char *text = memory_string(format->call->interpreter, term);
    g_autofree char *full = g_strconcat(spec, "s", NULL);

    if (!text) {
        append_unknown(format, term);
        return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_string_append_printf(format->out, full, text);
#pragma GCC diagnostic pop
}

static void append_real(Format *format, const char *spec, char conversion,
                        const Term *term)
{
    g_autofree char *full = g_strdup_printf("%s%c", spec, conversion);

    if (term->kind != TERM_REAL) {
        append_unknown(format, term);
        return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_string_append_printf(format->out, full, term->real);
#pragma GCC diagnostic pop
}

/* Flags, width and precision; a `*` takes its number from the arguments. */
static const char *read_spec(Format *format, const char *text, GString *spec)
{
    g_string_assign(spec, "%");
    for (; *text && strchr("-+ #0123456789.*'", *text); text++) {
        gint64 number;

        if (*text != '*') {
            g_string_append_c(spec, *text);
        } else if (call_integer(format->call, format->arg++, &number)) {
            g_string_append_printf(spec, "%" G_GINT64_FORMAT, number);
        } else {
            format->known = false;
        }
    }
    return text;
}

/* One conversion, from behind the '%' on. */
static const char *convert(Format *format, const char *text)
{
    g_autoptr(GString) spec = g_string_new(NULL);
    g_autoptr(GString) length = g_string_new(NULL);
    const Term *term;

    text = read_spec(format, text, spec);
    for (; *text && strchr("hlLqjzt", *text); text++) {
        g_string_append_c(length, *text);
    }
    if (!*text || *text == '%') {
        g_string_append_c(format->out, '%');
        return *text ? text + 1 : text;
    }
    term = call_argument(format->call, format->arg++);
    if (spec->len > MAX_SPEC) {
        append_unknown(format, term);
    } else if (strchr("diuxXoc", *text)) {
        append_number(format, spec->str, *text,
                      narrowed(format, length->str, *text, term));
    } else if (*text == 's') {
        append_text(format, spec->str, term);
    } else if (strchr("fFgGeE", *text)) {
        append_real(format, spec->str, *text, term);
    } else {
        append_unknown(format, term);
    }
    return text + 1;
}

char *call_format(const Call *call, guint format, bool *ret_known)
{
    const char *text = call_string(call, format);
    Format state = {call, format + 1, NULL, true};

    if (!text) {
        return NULL;
    }
    state.out = g_string_new(NULL);
    while (*text) {
        if (*text == '%') {
            text = convert(&state, text + 1);
        } else {
            g_string_append_c(state.out, *text++);
        }
    }
    if (ret_known) {
        *ret_known = state.known;
    }
    return g_string_free(state.out, FALSE);
}
