/*
 * The interpreter as its callers see it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/interpret.h"

#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/guard.h"
#include "interpret/initialiser.h"
#include "interpret/library.h"
#include "interpret/object.h"
#include "interpret/state.h"

#include <string.h>

#define DEFAULT_DEPTH   64u
#define DEFAULT_STEPS   4096u
#define DEFAULT_NODES   50000000u
#define DEFAULT_GUARDED 1000000u

static GHashTable *address_table(void)
{
    return g_hash_table_new(g_direct_hash, g_direct_equal);
}

static GHashTable *text_table(void)
{
    return g_hash_table_new(g_str_hash, g_str_equal);
}

static void free_object(gpointer data)
{
    object_free(data);
}

static void free_list(gpointer data)
{
    g_ptr_array_unref(data);
}

static void create_tables(Interpreter *interpreter)
{
    interpreter->objects = g_ptr_array_new_with_free_func(free_object);
    interpreter->spare = g_ptr_array_new();
    interpreter->variables = address_table();
    interpreter->externs = text_table();
    interpreter->statics = address_table();
    interpreter->symbolic = text_table();
    interpreter->names = address_table();
    interpreter->constant = address_table();
    interpreter->lists =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_list);
    interpreter->exact = text_table();
    interpreter->library = library_new();
    interpreter->guard_lists = guards_table();
    interpreter->choices = choice_table();
    interpreter->unknowns = address_table();
    interpreter->tests = address_table();
    interpreter->strings = text_table();
    interpreter->reported =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    interpreter->bindings = g_array_new(FALSE, FALSE, sizeof(Binding));
    interpreter->guards = g_array_new(FALSE, FALSE, sizeof(Guard));
    interpreter->journal = g_array_new(FALSE, FALSE, sizeof(Change));
    interpreter->suspended = g_array_new(FALSE, FALSE, sizeof(Strand));
}

Interpreter *interpreter_new(const IrProgram *program,
                             const InterpreterConfig *config)
{
    Interpreter *interpreter = g_new0(Interpreter, 1);
    InterpreterConfig *own = &interpreter->config;

    interpreter->program = program;
    *own = *config;
    own->max_depth = own->max_depth ? own->max_depth : DEFAULT_DEPTH;
    own->max_steps = own->max_steps ? own->max_steps : DEFAULT_STEPS;
    own->max_nodes = own->max_nodes ? own->max_nodes : DEFAULT_NODES;
    own->max_guarded = own->max_guarded ? own->max_guarded : DEFAULT_GUARDED;
    interpreter->arena = arena_new();
    interpreter->paths = path_table_new();
    interpreter->types = type_table_new(program);
    create_tables(interpreter);
    for (guint i = 0; i < own->n_builtins; i++) {
        const BuiltinEntry *entry = &own->builtins[i];

        if (!g_str_has_suffix(entry->name, "*")) {
            g_hash_table_insert(interpreter->exact, (char *)entry->name,
                                (BuiltinEntry *)entry);
        }
    }
    return interpreter;
}

void interpreter_free(Interpreter *interpreter)
{
    if (!interpreter) {
        return;
    }
    g_ptr_array_unref(interpreter->spare);
    g_ptr_array_unref(interpreter->objects);
    g_hash_table_unref(interpreter->variables);
    g_hash_table_unref(interpreter->externs);
    g_hash_table_unref(interpreter->statics);
    g_hash_table_unref(interpreter->symbolic);
    g_hash_table_unref(interpreter->names);
    g_hash_table_unref(interpreter->constant);
    g_hash_table_unref(interpreter->lists);
    g_hash_table_unref(interpreter->exact);
    g_hash_table_unref(interpreter->library);
    g_hash_table_unref(interpreter->guard_lists);
    g_hash_table_unref(interpreter->choices);
    g_hash_table_unref(interpreter->unknowns);
    g_hash_table_unref(interpreter->tests);
    g_hash_table_unref(interpreter->strings);
    g_hash_table_unref(interpreter->reported);
    g_array_unref(interpreter->bindings);
    g_array_unref(interpreter->guards);
    g_array_unref(interpreter->journal);
    g_array_unref(interpreter->suspended);
    type_table_free(interpreter->types);
    path_table_free(interpreter->paths);
    arena_free(interpreter->arena);
    g_free(interpreter);
}

const char *interpreter_intern(Interpreter *interpreter, const char *text)
{
    char *known = g_hash_table_lookup(interpreter->strings, text);

    if (!known) {
        known = arena_string(interpreter->arena, text);
        g_hash_table_add(interpreter->strings, known);
    }
    return known;
}

Location interpreter_where(const Interpreter *interpreter)
{
    const Frame *frame = interpreter->frame;

    if (!frame) {
        return (Location){NULL, 0};
    }
    return (Location){frame->file, interpreter->line};
}

void interpreter_gap(Interpreter *interpreter, const char *reason)
{
    Location where = interpreter_where(interpreter);
    char *key = g_strdup_printf("%s:%u:%s", where.file ? where.file : "",
                                where.line, reason);

    if (g_hash_table_add(interpreter->reported, key) &&
        interpreter->config.gap) {
        interpreter->config.gap("interpret", reason, &where,
                                interpreter->config.user);
    }
}

bool interpreter_may_go_on(Interpreter *interpreter)
{
    interpreter->nodes++;
    interpreter->guarded_nodes += interpreter->guards->len > 0;
    if (interpreter->nodes <= interpreter->config.max_nodes) {
        return true;
    }
    if (interpreter->nodes == interpreter->config.max_nodes + 1) {
        interpreter_gap(interpreter, "takes too long");
    }
    interpreter->dead = true;
    return false;
}

void interpreter_end_path(Interpreter *interpreter)
{
    interpreter->dead = true;
}

const Guard *interpreter_guards(const Interpreter *interpreter, guint *ret_n)
{
    *ret_n = interpreter->guards->len;
    return (const Guard *)(void *)interpreter->guards->data;
}

const Guard *interpreter_guard_list(Interpreter *interpreter, guint *ret_n)
{
    return guards_join(interpreter, NULL, 0,
                       (const Guard *)(void *)interpreter->guards->data,
                       interpreter->guards->len, ret_n);
}

const Guard *interpreter_join_guards(Interpreter *interpreter, const Guard *a,
                                     guint n_a, const Guard *b, guint n_b,
                                     guint *ret_n)
{
    return guards_join(interpreter, a, n_a, b, n_b, ret_n);
}

const char *interpreter_guard_text(const Interpreter *interpreter)
{
    guint n;
    const Guard *guards = interpreter_guards(interpreter, &n);
    g_autofree char *text = guards_text(guards, n);

    return interpreter_intern((Interpreter *)interpreter, text);
}

/* A call that nothing surrounds starts and ends with a clean slate. */
static void start_outermost(Interpreter *interpreter)
{
    interpreter->nodes = 0;
    interpreter->guarded_nodes = 0;
    interpreter->dead = false;
    g_array_set_size(interpreter->journal, 0);
    g_hash_table_remove_all(interpreter->symbolic);
}

const Term *interpreter_call_term(Interpreter *interpreter,
                                  const Term *function, const IrUnit *unit,
                                  const Term *const *args, guint n_args)
{
    Frame outside = {.unit = unit, .file = unit ? unit->path : NULL};
    bool is_outermost = !interpreter->frame;
    Call call = {
        .interpreter = interpreter,
        .args = args,
        .n_args = n_args,
        .unit = unit,
        .where = interpreter_where(interpreter),
    };
    const Term *result;

    if (!is_outermost) {
        return call_term(interpreter, &call, function);
    }
    start_outermost(interpreter);
    interpreter->frame = &outside;
    result = call_term(interpreter, &call, function);
    interpreter->frame = NULL;
    interpreter->dead = false;
    g_array_set_size(interpreter->journal, 0);
    g_array_set_size(interpreter->guards, 0);
    return result;
}

const Term *interpreter_call(Interpreter *interpreter, const IrSymbol *function,
                             const Term *const *args, guint n_args)
{
    const IrFile *file = function->unit->file;
    const char *name = ir_text(file, function->function->name);

    return interpreter_call_term(interpreter,
                                 term_function(interpreter, name, function),
                                 function->unit, args, n_args);
}

Object *interpreter_object(Interpreter *interpreter, const char *label,
                           ObjectFill fill)
{
    FillKind kind = fill == OBJECT_ZERO ? FILL_ZERO : FILL_UNKNOWN;

    return object_new(interpreter, label, (Fill){.kind = kind});
}

Object *interpreter_clone(Interpreter *interpreter, const Object *object,
                          const char *label)
{
    Object *clone = object_new(interpreter, label, object->fill);

    clone->unit = object->unit;
    clone->type = object->type;
    clone->is_variable = object->is_variable;
    object_copy_below(interpreter, clone, object,
                      path_root(interpreter->paths));
    return clone;
}

const char *object_label(const Object *object)
{
    return object->label;
}

const IrSymbol *object_symbol(const Object *object)
{
    return object->symbol;
}

void object_set_user(Object *object, void *user)
{
    object->user = user;
}

void *object_user(const Object *object)
{
    return object->user;
}
