/*
 * Built-ins of the simulation: the lists that machine classes keep their
 * compat properties in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

#include <string.h>

const Term *qom_argument(const Call *call, guint index)
{
    return index < call->n_args ? call->args[index] : NULL;
}

const Term *qom_no_effect(const Call *call, void *user)
{
    (void)call;
    (void)user;
    return NULL;
}

const Term *qom_element(Qom *qom, const Term *array, gint64 index)
{
    g_autofree char *base = g_strdup(array->path);
    g_autofree char *path = NULL;

    if (g_str_has_suffix(base, "[0]")) {
        base[strlen(base) - strlen("[0]")] = '\0';
    }
    path = g_strdup_printf("%s[%" G_GINT64_FORMAT "]", base, index);
    return term_pointer(qom->interpreter, array->object, path);
}

static const Term *list_new(const Call *call, void *user)
{
    Qom *qom = user;
    Object *object =
        interpreter_object(qom->interpreter, call->name, OBJECT_ZERO);
    QomTag *tag = qom_new_tag(qom, object);

    tag->kind = QOM_TAG_LIST;
    tag->elements = g_ptr_array_new();
    return term_pointer(qom->interpreter, object, "");
}

static void list_append(Qom *qom, const Term *list, const Term *element,
                        const Call *call)
{
    QomTag *tag = qom_tag(list);

    if (!tag || tag->kind != QOM_TAG_LIST || !element) {
        extract_gap(qom->context, "compat-list", NULL,
                    "the list that is added to is not known", call->where.file,
                    call->where.line);
        return;
    }
    g_ptr_array_add(tag->elements, (gpointer)element);
}

static const Term *pointer_array_add(const Call *call, void *user)
{
    const QomTag *tag = qom_tag(qom_argument(call, 0));

    if (tag && tag->kind == QOM_TAG_LIST) {
        list_append(user, call->args[0], qom_argument(call, 1), call);
    }
    return NULL;
}

/* g_array_append_vals(list, &pointer, 1), which SET_MACHINE_COMPAT of 2.7 to
 * 3.1 comes down to (include/hw/boards.h). */
static const Term *array_append(const Call *call, void *user)
{
    Qom *qom = user;
    const QomTag *tag = qom_tag(qom_argument(call, 0));

    if (tag && tag->kind == QOM_TAG_LIST && call->n_args > 1) {
        list_append(qom, call->args[0],
                    interpreter_read_at(qom->interpreter, call->args[1], ""),
                    call);
    }
    return call->n_args > 0 ? call->args[0] : NULL;
}

/* A list without entries was read too. */
static void note_read(Qom *qom, const Term *array)
{
    const IrSymbol *symbol = object_symbol(array->object);

    if (symbol && symbol->variable) {
        extract_read(qom->context, "compat-list",
                     ir_text(symbol->unit->file, symbol->variable->file),
                     ir_text(symbol->unit->file, symbol->variable->name), 1);
    }
}

/* compat_props_add(list, array, count), 4.0 and newer (hw/core/machine.c). */
static const Term *compat_props_add(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *array = qom_argument(call, 1);
    gint64 count = -1;

    if (!array || array->kind != TERM_POINTER || call->n_args < 3 ||
        !term_get_integer(call->args[2], &count)) {
        extract_gap(qom->context, "compat-list", NULL,
                    "the compat list or its length is not known",
                    call->where.file, call->where.line);
        return NULL;
    }
    note_read(qom, array);
    for (gint64 i = 0; i < count; i++) {
        list_append(qom, call->args[0], qom_element(qom, array, i), call);
    }
    return NULL;
}

const BuiltinEntry qom_list_builtins[] = {
    {"g_ptr_array_new", list_new},
    {"g_ptr_array_new_with_free_func", list_new},
    {"g_ptr_array_add", pointer_array_add},
    {"g_array_new", list_new},
    {"g_array_append_vals", array_append},
    {"compat_props_add", compat_props_add},
};
const guint n_qom_list_builtins = G_N_ELEMENTS(qom_list_builtins);
