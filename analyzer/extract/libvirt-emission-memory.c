/*
 * Memory and arrays that grow, as libvirt allocates them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "interpret/expression.h"

static const Term *number(const Call *call, gint64 value)
{
    return term_integer(call->interpreter, value);
}

static const Term *run_zero(const Call *call, void *user)
{
    (void)user;
    return number(call, 0);
}

/* An array is filled in by whoever it is given to: only a single structure
 * is known to be zero. */
static const Term *run_allocate_many(const Call *call, void *user)
{
    gint64 n = 0;
    bool single = call_integer(call, 0, &n) && n == 1;
    Object *object = interpreter_object(call->interpreter, "allocated",
                                        single ? OBJECT_ZERO : OBJECT_UNKNOWN);

    (void)user;
    return term_pointer(call->interpreter, object, "");
}

static const Term *run_allocate_array(const Call *call, void *user)
{
    Object *object =
        interpreter_object(call->interpreter, "an array", OBJECT_UNKNOWN);

    (void)user;
    interpreter_write_at(call->interpreter, call_argument(call, 0),
                         term_pointer(call->interpreter, object, ""));
    return number(call, 0);
}

static const Term *run_allocate(const Call *call, void *user)
{
    Object *object =
        interpreter_object(call->interpreter, "allocated", OBJECT_ZERO);

    (void)user;
    interpreter_write_at(call->interpreter, call_argument(call, 0),
                         term_pointer(call->interpreter, object, ""));
    return number(call, 0);
}

/* The array's own pointer, made if there is none. */
static const Term *array_at(const Call *call)
{
    Interpreter *interpreter = call->interpreter;
    const Term *array =
        interpreter_read_at(interpreter, call_argument(call, 0), "");
    Object *object;

    if (array->kind == TERM_CHOICE) {
        for (guint i = 0; i < array->n_alternatives; i++) {
            if (array->alternatives[i].term->kind == TERM_POINTER) {
                return array->alternatives[i].term;
            }
        }
    }
    if (array->kind != TERM_POINTER) {
        object = interpreter_object(interpreter, "an array", OBJECT_ZERO);
        array = term_pointer(interpreter, object, "");
        interpreter_write_at(interpreter, call_argument(call, 0), array);
    }
    return array;
}

static gint64 largest(const Term *term)
{
    gint64 number = 0;

    for (guint i = 0; term->kind == TERM_CHOICE && i < term->n_alternatives;
         i++) {
        number = MAX(number, largest(term->alternatives[i].term));
    }
    return term->kind == TERM_INTEGER ? term->number : number;
}

/* `where` is the argument with the count's address; the element's is two
 * behind it. */
static const Term *append(const Call *call, guint where)
{
    Interpreter *interpreter = call->interpreter;
    const Term *count =
        interpreter_read_at(interpreter, call_argument(call, where), "");
    const Term *from = call_argument(call, where + 2);
    const Term *array = array_at(call);
    gint64 index = largest(count);
    g_autofree char *path =
        index > 0 ? g_strdup_printf("[%" G_GINT64_FORMAT "]", index)
                  : g_strdup("");

    if (!term_is_null(from)) {
        interpreter_write(interpreter, array->object, path,
                          interpreter_read_at(interpreter, from, ""));
        interpreter_write_at(interpreter, from, number(call, 0));
    }
    interpreter_write_at(
        interpreter, call_argument(call, where),
        apply_binary(interpreter, IR_OP_ADD, count, number(call, 1)));
    return number(call, 0);
}

/* (&array, size, at, &count, add, &element, clear, ...) */
static const Term *run_insert(const Call *call, void *user)
{
    (void)user;
    return append(call, 3);
}

/* (&array, size, &count, type check, &element, clear, ...) */
static const Term *run_append(const Call *call, void *user)
{
    (void)user;
    return append(call, 2);
}

const BuiltinEntry lv_memory_builtins[] = {
    {"virAlloc", run_allocate},
    {"virAllocN", run_allocate_array},
    {"virAllocVar", run_allocate},
    {"virReallocN", run_zero},
    {"virResizeN", run_zero},
    {"virExpandN", run_zero},
    {"virInsertElementsN", run_insert},
    {"virAppendElement", run_append},
    {"virFree", run_zero},
    {"g_malloc0_n", run_allocate_many},
};
const guint n_lv_memory_builtins = G_N_ELEMENTS(lv_memory_builtins);
