/*
 * Memory: allocation, copying, and the ends of the program.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/library.h"
#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

#include <string.h>

static const Term *nothing(const Call *call)
{
    return term_unknown(call->interpreter, call->name);
}

static const Term *run_nothing(const Call *call, void *user)
{
    (void)user;
    return nothing(call);
}

static const Term *run_end(const Call *call, void *user)
{
    (void)user;
    interpreter_end_path(call->interpreter);
    return nothing(call);
}

static const Term *allocate(const Call *call, FillKind kind)
{
    Interpreter *interpreter = call->interpreter;
    g_autofree char *label =
        g_strdup_printf("%s@%u", call->name, call->where.line);
    Object *object = object_new(interpreter, label, (Fill){.kind = kind});

    return term_place(interpreter, object, path_root(interpreter->paths));
}

static const Term *run_allocate(const Call *call, void *user)
{
    (void)user;
    return allocate(call, FILL_UNKNOWN);
}

static const Term *run_allocate_zero(const Call *call, void *user)
{
    (void)user;
    return allocate(call, FILL_ZERO);
}

static const Term *run_reallocate(const Call *call, void *user)
{
    const Term *old = call_argument(call, 0);

    (void)user;
    return term_is_null(old) ? allocate(call, FILL_UNKNOWN) : old;
}

/* What `size` bytes at a pointer are: the element it points to, or the array
 * from its first element on. */
static Place block_at(Interpreter *interpreter, const Term *pointer,
                      const Term *size)
{
    Place place = place_of(interpreter, pointer);
    gint64 element;
    gint64 bytes;

    if (!place.object || place.path->depth == 0 || place.path->member ||
        place.path->index != 0 || !term_get_integer(size, &bytes)) {
        return place;
    }
    element = type_size(interpreter->types, place.object->unit,
                        memory_type(interpreter, place.object, place.path));
    if (element >= 0 && bytes > element) {
        place.path = place.path->parent;
    }
    return place;
}

/* Puts a string into a character array, or forgets what is there. */
static void put_text(const Call *call, const Term *target, const char *text)
{
    Interpreter *interpreter = call->interpreter;
    Place place = place_of(interpreter, target);

    if (!place.object || place.other) {
        return;
    }
    if (place.path->depth > 0 && !place.path->member) {
        text = place.path->index == 0 ? text : NULL;
        place.path = place.path->parent;
    }
    memory_write(
        interpreter, place.object, place.path,
        text ? term_string(interpreter, text)
             : term_unknown(interpreter, memory_text(interpreter, place.object,
                                                     place.path)));
}

static const Term *run_copy(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    const Term *size = call_argument(call, 2);
    const Term *source = call_argument(call, 1);
    Place to = block_at(interpreter, call_argument(call, 0), size);
    Place from;

    (void)user;
    if (!to.object || to.other) {
        return call_argument(call, 0);
    }
    if (source->kind == TERM_STRING) {
        put_text(call, call_argument(call, 0), call_string(call, 1));
        return call_argument(call, 0);
    }
    from = block_at(interpreter, source, size);
    if (from.object && !from.other) {
        memory_write(interpreter, to.object, to.path,
                     term_aggregate(interpreter, from.object, from.path));
    } else {
        memory_write(interpreter, to.object, to.path,
                     term_unknown(interpreter, term_text(interpreter, source)));
    }
    return call_argument(call, 0);
}

static const Term *run_duplicate(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    const Term *source = call_argument(call, 0);
    Place from = block_at(interpreter, source, call_argument(call, 1));
    const Term *copy;

    (void)user;
    if (term_is_null(source)) {
        return source;
    }
    if (source->kind == TERM_STRING) {
        return string_new(interpreter, source->text);
    }
    copy = allocate(call, FILL_UNKNOWN);
    if (from.object && !from.other) {
        memory_write(interpreter, copy->object, path_root(interpreter->paths),
                     term_aggregate(interpreter, from.object, from.path));
    }
    return copy;
}

static const Term *run_set(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    const Term *target = call_argument(call, 0);
    Place place = block_at(interpreter, target, call_argument(call, 2));
    gint64 byte = 0;

    (void)user;
    if (place.object && !place.other) {
        bool zero = call_integer(call, 1, &byte) && byte == 0;

        memory_write(interpreter, place.object, place.path,
                     zero ? term_integer(interpreter, 0)
                          : term_unknown(interpreter, "memset"));
    }
    return target;
}

/* strcpy, and g_strlcpy as long as it fits. */
static const Term *run_copy_text(const Call *call, void *user)
{
    const char *text = call_string(call, 1);
    gint64 size = G_MAXINT64;

    (void)user;
    if (text && call->n_args > 2 &&
        (!call_integer(call, 2, &size) || size <= (gint64)strlen(text))) {
        text = NULL;
    }
    put_text(call, call_argument(call, 0), text);
    return call_argument(call, 0);
}

static const Term *run_append_text(const Call *call, void *user)
{
    const char *before = call_string(call, 0);
    const char *text = call_string(call, 1);
    g_autofree char *both =
        before && text ? g_strconcat(before, text, NULL) : NULL;

    (void)user;
    put_text(call, call_argument(call, 0), both);
    return call_argument(call, 0);
}

static const Term *print_to(const Call *call, guint format)
{
    bool known = false;
    g_autofree char *text = call_format(call, format, &known);
    gint64 size = G_MAXINT64;

    known = known && (format < 2 || call_integer(call, 1, &size)) &&
            (gint64)strlen(text) < size;
    put_text(call, call_argument(call, 0), known ? text : NULL);
    return known ? term_integer(call->interpreter, (gint64)strlen(text)) : NULL;
}

static const Term *run_print(const Call *call, void *user)
{
    (void)user;
    return print_to(call, 1);
}

static const Term *run_print_size(const Call *call, void *user)
{
    (void)user;
    return print_to(call, 2);
}

static const Term *run_steal(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    const Type *type = type_unknown(interpreter->types);
    Place place = place_of(interpreter, call_argument(call, 0));
    const Term *stolen = place_load(interpreter, place, type);

    (void)user;
    place_store(interpreter, place, type, term_integer(interpreter, 0));
    return stolen;
}

/* A NULL-terminated array of strings. */
static const Term *run_split(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    const char *text = call_string(call, 0);
    const char *separator = call_string(call, 1);
    gint64 limit = -1;
    g_auto(GStrv) parts = NULL;
    const Term *array;

    (void)user;
    if (!text || !separator || !*separator || !call_integer(call, 2, &limit)) {
        return NULL;
    }
    parts = g_strsplit(text, separator, (int)limit);
    array = allocate(call, FILL_ZERO);
    for (guint i = 0; parts[i]; i++) {
        const Term *place = pointer_add(interpreter, array, i);

        memory_write(interpreter, array->object, term_path(place),
                     term_string(interpreter, parts[i]));
    }
    return array;
}

static const BuiltinEntry entries[] = {
    {"malloc", run_allocate},
    {"g_malloc", run_allocate},
    {"g_malloc_n", run_allocate},
    {"g_try_malloc", run_allocate},
    {"g_try_malloc_n", run_allocate},
    {"g_slice_alloc", run_allocate},
    {"alloca", run_allocate},
    {"__builtin_alloca", run_allocate},
    {"calloc", run_allocate_zero},
    {"g_malloc0", run_allocate_zero},
    {"g_malloc0_n", run_allocate_zero},
    {"g_try_malloc0", run_allocate_zero},
    {"g_try_malloc0_n", run_allocate_zero},
    {"g_slice_alloc0", run_allocate_zero},
    {"realloc", run_reallocate},
    {"g_realloc", run_reallocate},
    {"g_realloc_n", run_reallocate},
    {"g_try_realloc", run_reallocate},
    {"g_try_realloc_n", run_reallocate},
    {"free", run_nothing},
    {"g_free", run_nothing},
    {"g_free_sized", run_nothing},
    {"g_strfreev", run_nothing},
    {"g_log", run_nothing},
    {"g_print", run_nothing},
    {"g_printerr", run_nothing},
    {"printf", run_nothing},
    {"fprintf", run_nothing},
    {"memcpy", run_copy},
    {"memmove", run_copy},
    {"__builtin_memcpy", run_copy},
    {"g_memdup", run_duplicate},
    {"g_memdup2", run_duplicate},
    {"memset", run_set},
    {"__builtin_memset", run_set},
    {"strcpy", run_copy_text},
    {"g_strlcpy", run_copy_text},
    {"strncpy", run_copy_text},
    {"strcat", run_append_text},
    {"sprintf", run_print},
    {"snprintf", run_print_size},
    {"g_snprintf", run_print_size},
    {"g_steal_pointer", run_steal},
    {"g_strsplit", run_split},
    {"abort", run_end},
    {"exit", run_end},
    {"_exit", run_end},
    {"__assert_fail", run_end},
    {"g_assertion_message", run_end},
    {"g_assertion_message_expr", run_end},
    {"g_assertion_message_cmpint", run_end},
    {"g_assertion_message_cmpnum", run_end},
    {"g_assertion_message_cmpstr", run_end},
    {"g_abort", run_end},
    {"__builtin_unreachable", run_end},
    {"__builtin_trap", run_end},
};

const BuiltinEntry *library_memory(guint *ret_n)
{
    *ret_n = G_N_ELEMENTS(entries);
    return entries;
}
