/*
 * Terms: made in the interpreter's arena and never changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/term.h"

#include <string.h>

#define MAX_TEXT 400u

static Term *term_new(Interpreter *interpreter, TermKind kind)
{
    Term *term = arena_alloc(interpreter->arena, sizeof(Term));

    term->kind = kind;
    return term;
}

/* Cut at a character's boundary. */
static const char *shortened(Interpreter *interpreter, const char *text)
{
    g_autofree char *cut = NULL;
    gsize length = MAX_TEXT;

    if (strlen(text) <= MAX_TEXT) {
        return interpreter_intern(interpreter, text);
    }
    while (((unsigned char)text[length] & 0xc0) == 0x80) {
        length--;
    }
    cut = g_strdup_printf("%.*s...", (int)length, text);
    return interpreter_intern(interpreter, cut);
}

const Term *term_unknown(Interpreter *interpreter, const char *text)
{
    const char *kept = shortened(interpreter, text);
    Term *term = g_hash_table_lookup(interpreter->unknowns, kept);

    if (!term) {
        term = term_new(interpreter, TERM_UNKNOWN);
        term->text = kept;
        g_hash_table_insert(interpreter->unknowns, (char *)kept, term);
    }
    return term;
}

const Term *term_unknownf(Interpreter *interpreter, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    return term_unknown(interpreter, text);
}

const Term *term_number(Interpreter *interpreter, gint64 number,
                        bool is_unsigned, const char *name)
{
    gint64 last = (gint64)G_N_ELEMENTS(interpreter->small) - 2;
    bool shared = !is_unsigned && !name && number >= -1 && number <= last;
    const Term **known = shared ? &interpreter->small[number + 1] : NULL;
    Term *term;

    if (known && *known) {
        return *known;
    }
    term = term_new(interpreter, TERM_INTEGER);
    term->number = number;
    term->is_unsigned = is_unsigned;
    term->text = name;
    if (known) {
        *known = term;
    }
    return term;
}

const Term *term_integer(Interpreter *interpreter, gint64 number)
{
    return term_number(interpreter, number, false, NULL);
}

const Term *term_real(Interpreter *interpreter, double real)
{
    Term *term = term_new(interpreter, TERM_REAL);

    term->real = real;
    return term;
}

const Term *term_string_kept(Interpreter *interpreter, const char *text)
{
    Term *term = term_new(interpreter, TERM_STRING);

    term->text = text;
    return term;
}

const Term *term_string_part(Interpreter *interpreter, Object *object,
                             const char *text, gint64 offset)
{
    Term *term = term_new(interpreter, TERM_STRING);

    if (object) {
        object->is_shared = true;
    }
    term->text = text;
    term->object = object;
    term->number = offset;
    return term;
}

const Term *term_string(Interpreter *interpreter, const char *text)
{
    return term_string_kept(interpreter,
                            arena_string(interpreter->arena, text));
}

static const Term *located(Interpreter *interpreter, TermKind kind,
                           Object *object, const Path *path)
{
    Term *term = term_new(interpreter, kind);

    object->is_shared = true;
    term->object = object;
    term->path = path->text;
    return term;
}

const Term *term_place(Interpreter *interpreter, Object *object,
                       const Path *path)
{
    return located(interpreter, TERM_POINTER, object, path);
}

const Term *term_pointer(Interpreter *interpreter, Object *object,
                         const char *path)
{
    const Path *parsed = path_parse(interpreter->paths, path ? path : "");

    return parsed ? term_place(interpreter, object, parsed)
                  : term_unknown(interpreter, path);
}

const Term *term_aggregate(Interpreter *interpreter, Object *object,
                           const Path *path)
{
    return located(interpreter, TERM_AGGREGATE, object, path);
}

const Term *term_function(Interpreter *interpreter, const char *name,
                          const IrSymbol *function)
{
    Term *term = term_new(interpreter, TERM_FUNCTION);

    term->text = interpreter_intern(interpreter, name);
    term->function = function;
    return term;
}

const Path *term_path(const Term *term)
{
    return path_of_text(term->path);
}

bool term_get_member(const Term *term, const char **ret_record,
                     const char **ret_member, gint64 *ret_index)
{
    const Path *path = term->kind == TERM_POINTER ? term_path(term) : NULL;

    *ret_index = -1;
    if (path && path->depth > 0 && !path->member) {
        *ret_index = path->index;
        path = path->parent;
    }
    if (!path || !path->member || !path->record) {
        return false;
    }
    *ret_record = path->record;
    *ret_member = path->member;
    return true;
}

bool term_is_null(const Term *term)
{
    return term->kind == TERM_INTEGER && term->number == 0;
}

const char *term_get_string(const Term *term)
{
    return term->kind == TERM_STRING ? term->text : NULL;
}

bool term_get_integer(const Term *term, gint64 *ret_number)
{
    if (term->kind != TERM_INTEGER) {
        return false;
    }
    *ret_number = term->number;
    return true;
}

static bool choices_equal(const Term *a, const Term *b)
{
    if (a->n_alternatives != b->n_alternatives) {
        return false;
    }
    for (guint i = 0; i < a->n_alternatives; i++) {
        const Alternative *x = &a->alternatives[i];
        const Alternative *y = &b->alternatives[i];

        if (x->guards != y->guards || !term_equal(x->term, y->term)) {
            return false;
        }
    }
    return true;
}

bool term_equal(const Term *a, const Term *b)
{
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case TERM_UNKNOWN:
    case TERM_STRING:
        return g_str_equal(a->text, b->text);
    case TERM_INTEGER:
        return a->number == b->number && g_strcmp0(a->text, b->text) == 0;
    case TERM_REAL:
        return memcmp(&a->real, &b->real, sizeof(a->real)) == 0;
    case TERM_POINTER:
    case TERM_AGGREGATE:
        return a->object == b->object &&
               path_matches(term_path(a), term_path(b));
    case TERM_FUNCTION:
        return a->function == b->function && g_str_equal(a->text, b->text);
    case TERM_CHOICE:
        return choices_equal(a, b);
    }
    return false;
}

Truth term_truth(const Term *term)
{
    switch (term->kind) {
    case TERM_INTEGER:
        return term->number ? TRUTH_TRUE : TRUTH_FALSE;
    case TERM_REAL:
        return term->real != 0 ? TRUTH_TRUE : TRUTH_FALSE;
    case TERM_STRING:
    case TERM_POINTER:
    case TERM_FUNCTION:
        return TRUTH_TRUE;
    case TERM_CHOICE: {
        Truth first = term_truth(term->alternatives[0].term);

        for (guint i = 1; i < term->n_alternatives; i++) {
            if (term_truth(term->alternatives[i].term) != first) {
                return TRUTH_UNKNOWN;
            }
        }
        return first;
    }
    default:
        return TRUTH_UNKNOWN;
    }
}
