/*
 * What the terms in a VMStateDescription stand for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

bool vmstate_type_is(const char *type, const char *record)
{
    static const char *const words[] = {"const ", "struct ", "volatile ",
                                        "static "};
    gsize length = strlen(record);
    bool found = true;

    while (found) {
        found = false;
        for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
            if (g_str_has_prefix(type, words[i])) {
                type += strlen(words[i]);
                found = true;
            }
        }
    }
    if (strncmp(type, record, length) != 0 || strchr(type, '*')) {
        return false;
    }
    type += length + strspn(type + length, " ");
    return *type == '\0' || *type == '[';
}

const Term *vmstate_element(ExtractContext *context, const Term *pointer)
{
    const IrSymbol *symbol = pointer && pointer->kind == TERM_POINTER
                                 ? object_symbol(pointer->object)
                                 : NULL;

    if (symbol && symbol->variable && *pointer->path == '\0' &&
        (symbol->variable->flags & IR_IS_ARRAY)) {
        return term_pointer(context->interpreter, pointer->object, "[0]");
    }
    return pointer;
}

const char *vmstate_symbol_of(ExtractContext *context, const Term *term)
{
    const IrSymbol *symbol;
    g_autofree char *text = NULL;

    if (!term) {
        return NULL;
    }
    if (term->kind == TERM_FUNCTION) {
        return fact_set_text(context->facts, term->text);
    }
    if (term->kind != TERM_POINTER) {
        return NULL;
    }
    symbol = object_symbol(term->object);
    if (!symbol || !symbol->variable) {
        return NULL;
    }
    text = g_strconcat(ir_text(symbol->unit->file, symbol->variable->name),
                       term->path, NULL);
    return fact_set_text(context->facts, text);
}

const char *vmstate_function_of(ExtractContext *context, const Term *term)
{
    const char *symbol = vmstate_symbol_of(context, term);

    if (symbol || !term || term_is_null(term)) {
        return symbol;
    }
    return fact_set_text(context->facts, term->text ? term->text : "?");
}

char *vmstate_element_path(const Term *array, gint64 index)
{
    gsize length = strlen(array->path);

    if (g_str_has_suffix(array->path, "[0]")) {
        length -= strlen("[0]");
    }
    return g_strdup_printf("%.*s[%" G_GINT64_FORMAT "]", (int)length,
                           array->path, index);
}

gint64 vmstate_array_length(ExtractContext *context, const Term *array)
{
    g_autofree char *path = g_strdup(array->path);

    if (g_str_has_suffix(path, "[0]")) {
        path[strlen(path) - strlen("[0]")] = '\0';
    }
    return interpreter_array_length(context->interpreter, array->object, path);
}
