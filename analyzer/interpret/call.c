/*
 * Calls: built-ins, functions of the tree, and what is neither.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/branch.h"
#include "interpret/expression.h"
#include "interpret/library.h"
#include "interpret/object.h"
#include "interpret/statement.h"

#include <string.h>

/* The same function this often in the chain of calls is a recursion that
 * will not end by itself. */
#define MAX_RECURSION 12u
/* Less if it is not known whether it gets there at all. */
#define MAX_GUARDED_RECURSION 3u

static const BuiltinEntry *find_prefix(const InterpreterConfig *config,
                                       const char *name)
{
    const BuiltinEntry *best = NULL;
    gsize best_length = 0;

    for (guint i = 0; i < config->n_builtins; i++) {
        const char *pattern = config->builtins[i].name;
        gsize length = strlen(pattern);

        if (length > 0 && pattern[length - 1] == '*' && length > best_length &&
            strncmp(pattern, name, length - 1) == 0) {
            best = &config->builtins[i];
            best_length = length;
        }
    }
    return best;
}

/* The caller's own first, then the library's. */
static const BuiltinEntry *find_builtin(Interpreter *interpreter,
                                        const char *name)
{
    gpointer known = NULL;
    const BuiltinEntry *entry;

    if (g_hash_table_lookup_extended(interpreter->exact, name, NULL, &known)) {
        return known;
    }
    entry = find_prefix(&interpreter->config, name);
    if (!entry) {
        entry = library_find(interpreter->library, name);
    }
    g_hash_table_insert(interpreter->exact,
                        (char *)interpreter_intern(interpreter, name),
                        (BuiltinEntry *)entry);
    return entry;
}

static const Term *call_text(Interpreter *interpreter, const Call *call)
{
    g_autoptr(GString) text = g_string_new(call->name);

    g_string_append_c(text, '(');
    for (guint i = 0; i < call->n_args; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        g_string_append(text, term_text(interpreter, call->args[i]));
    }
    g_string_append_c(text, ')');
    return term_unknown(interpreter, text->str);
}

/* What a function that is not entered may have written to: local variables
 * of simple type whose address it was given. */
static void forget_locals(Interpreter *interpreter, const Call *call)
{
    for (guint i = 0; i < call->n_args; i++) {
        const Term *arg = call->args[i];
        const Type *type;

        if (arg->kind != TERM_POINTER || !arg->object->is_automatic ||
            *arg->path) {
            continue;
        }
        type = arg->object->type;
        if (type && (type->kind == TYPE_INTEGER || type->kind == TYPE_REAL ||
                     type->kind == TYPE_POINTER)) {
            memory_write(interpreter, arg->object, term_path(arg),
                         term_unknownf(interpreter, "%s after %s()",
                                       arg->object->label, call->name));
        }
    }
}

/* Cells never written of what was allocated as zero may now hold anything. */
static void forget_given(const Call *call)
{
    for (guint i = 0; i < call->n_args; i++) {
        const Term *arg = call->args[i];

        if (arg->kind == TERM_POINTER && !arg->object->is_variable &&
            !arg->object->user && arg->object->fill.kind == FILL_ZERO) {
            arg->object->fill.kind = FILL_UNKNOWN;
        }
    }
}

static const Term *call_unknown(Interpreter *interpreter, const Call *call)
{
    const Term *result = call_text(interpreter, call);

    forget_locals(interpreter, call);
    if (interpreter->config.given_is_filled) {
        forget_given(call);
    }
    return result;
}

/* NULL, or why the call is not followed any deeper. */
static const char *limit_reached(const Interpreter *interpreter,
                                 const IrSymbol *function)
{
    const InterpreterConfig *config = &interpreter->config;
    bool guarded = interpreter->guards->len > 0;
    guint n_active = 0;

    for (const Frame *frame = interpreter->frame; frame; frame = frame->up) {
        n_active += frame->function == function;
    }
    if (n_active >= (guarded ? MAX_GUARDED_RECURSION : MAX_RECURSION)) {
        return "recursion";
    }
    if (interpreter->depth >= config->max_depth) {
        return "calls are nested too deep";
    }
    if (interpreter->guards->len > MAX_GUARDS) {
        return "call under too many conditions";
    }
    return guarded && interpreter->guarded_nodes > config->max_guarded
               ? "too much under unknown conditions"
               : NULL;
}

static bool may_enter(Interpreter *interpreter, const IrSymbol *function)
{
    const InterpreterConfig *config = &interpreter->config;
    const char *reason;

    if (!function ||
        (config->enter && !config->enter(function, config->user))) {
        return false;
    }
    if (!function->function->body) {
        if (function->function->flags & IR_BODY_OMITTED) {
            interpreter_gap(interpreter, "function body was not parsed");
        }
        return false;
    }
    reason = limit_reached(interpreter, function);
    if (reason) {
        interpreter_gap(interpreter, reason);
    }
    return !reason;
}

static void bind_parameters(Interpreter *interpreter, const Call *call)
{
    const Frame *frame = interpreter->frame;
    const IrFile *file = frame->unit->file;
    const IrNode *node = ir_node(file, frame->function->function->parameters);
    const Path *root = path_root(interpreter->paths);

    for (guint i = 0; node; node = ir_next(file, node), i++) {
        const char *name = ir_text(file, node->name);
        const Type *type =
            type_of(interpreter->types, frame->unit, ir_text(file, node->type));
        Object *object =
            object_new(interpreter, name, (Fill){.kind = FILL_UNKNOWN});

        object->is_variable = true;
        object->is_automatic = true;
        object->unit = frame->unit;
        object->type = type;
        if (i < call->n_args) {
            object_put(
                interpreter, object, root,
                memory_freeze(interpreter,
                              term_convert(interpreter, call->args[i], type)),
                call->where);
        }
        bind_local(interpreter, node->name, object);
    }
}

static void leave(Interpreter *interpreter, Frame *frame)
{
    if (interpreter->suspended->len > frame->first_suspended) {
        interpreter_gap(interpreter, "jump to a label that was passed");
        branch_drop(interpreter, frame->first_suspended);
    }
    g_array_set_size(interpreter->guards,
                     MIN(frame->first_guard, interpreter->guards->len));
    unbind_locals(interpreter, frame->first_binding);
    interpreter->frame = frame->up;
    interpreter->depth--;
}

static const Term *call_body(Interpreter *interpreter, const Call *call,
                             const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    guint line = interpreter->line;
    Frame frame = {
        .up = interpreter->frame,
        .unit = function->unit,
        .function = function,
        .file = ir_text(file, function->function->file),
        .first_binding = interpreter->bindings->len,
        .first_suspended = interpreter->suspended->len,
        .first_guard = interpreter->guards->len,
    };
    Flow flow;

    interpreter->frame = &frame;
    interpreter->depth++;
    bind_parameters(interpreter, call);
    flow = execute(interpreter, ir_node(file, function->function->body));
    flow = branch_join(interpreter, frame.first_suspended, FLOW_RETURN, NULL,
                       flow);
    if (flow == FLOW_GOTO) {
        interpreter_gap(interpreter, "goto to an unknown label");
    }
    leave(interpreter, &frame);
    interpreter->line = line;
    if (!frame.result) {
        return call_text(interpreter, call);
    }
    return term_convert(interpreter, frame.result,
                        type_of(interpreter->types, function->unit,
                                ir_text(file, function->function->type)));
}

typedef struct PureCall {
    const BuiltinEntry *builtin;
    const Call *call;
    guint index; /* of the argument that is a choice */
} PureCall;

static const Term *call_builtin(Interpreter *interpreter,
                                const BuiltinEntry *builtin, const Call *call);

static const Term *call_with(Interpreter *interpreter, const Term *term,
                             void *data)
{
    const PureCall *pure = data;
    const Term **args =
        arena_alloc(interpreter->arena, pure->call->n_args * sizeof(*args));
    Call call = *pure->call;

    memcpy(args, call.args, call.n_args * sizeof(*args));
    args[pure->index] = term;
    call.args = args;
    return call_builtin(interpreter, pure->builtin, &call);
}

static const Term *call_builtin(Interpreter *interpreter,
                                const BuiltinEntry *builtin, const Call *call)
{
    const Term *result;

    for (guint i = 0; library_is_pure(builtin) && i < call->n_args; i++) {
        if (call->args[i]->kind == TERM_CHOICE) {
            PureCall pure = {builtin, call, i};

            return term_map(interpreter, call->args[i], call_with, &pure);
        }
    }
    result = builtin->run(call, interpreter->config.user);
    return result ? result : call_text(interpreter, call);
}

const Term *call_function(Interpreter *interpreter, const Call *call,
                          const IrSymbol *function)
{
    const BuiltinEntry *builtin = find_builtin(interpreter, call->name);

    if (builtin) {
        return call_builtin(interpreter, builtin, call);
    }
    if (may_enter(interpreter, function)) {
        return call_body(interpreter, call, function);
    }
    return call_unknown(interpreter, call);
}

/* A pointer to one of several functions: each is called where it is meant. */
static const Term *call_choice(Interpreter *interpreter, Call *call,
                               const Term *callee)
{
    Mark mark = branch_mark(interpreter);
    GArray *strands = strands_new();
    const Term *value = NULL;

    for (guint i = 0; i < callee->n_alternatives; i++) {
        const Alternative *alternative = &callee->alternatives[i];
        guint first = interpreter->suspended->len;

        branch_push(interpreter, alternative->guards, alternative->n_guards);
        value = memory_freeze(interpreter,
                              call_term(interpreter, call, alternative->term));
        branch_gather(interpreter, mark, first, FLOW_NORMAL, value, strands);
    }
    branch_converge(interpreter, mark, strands, &value);
    return value ? value : call_text(interpreter, call);
}

const Term *call_term(Interpreter *interpreter, Call *call, const Term *callee)
{
    switch (callee->kind) {
    case TERM_FUNCTION:
        call->name = callee->text;
        return call_function(interpreter, call, callee->function);
    case TERM_CHOICE:
        return call_choice(interpreter, call, callee);
    default:
        call->name = term_operand_text(interpreter, callee);
        return call_unknown(interpreter, call);
    }
}

static guint count_arguments(const IrFile *file, const IrNode *node)
{
    guint n = 0;

    for (; node; node = ir_next(file, node)) {
        n++;
    }
    return n;
}

static bool names_function(Interpreter *interpreter, const IrNode *callee)
{
    return callee->kind == IR_NAME &&
           (callee->op == IR_BIND_FUNCTION ||
            (callee->op == IR_BIND_UNKNOWN &&
             !find_local(interpreter, callee->name)));
}

const Term *evaluate_call(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const IrNode *callee = ir_first(unit->file, node);
    const IrNode *arg = callee ? ir_next(unit->file, callee) : NULL;
    guint n_args = count_arguments(unit->file, arg);
    const Term **args =
        arena_alloc(interpreter->arena, MAX(n_args, 1) * sizeof(*args));
    const Term *target = NULL;
    Call call = {
        .interpreter = interpreter,
        .args = args,
        .n_args = n_args,
        .unit = unit,
        .node = node,
        .caller = interpreter->frame->function,
    };

    if (!callee) {
        return term_unknown(interpreter, "?");
    }
    if (!names_function(interpreter, callee)) {
        target = evaluate(interpreter, callee);
    }
    for (guint i = 0; arg; arg = ir_next(unit->file, arg)) {
        args[i++] = evaluate(interpreter, arg);
    }
    if (interpreter->dead) {
        return term_unknown(interpreter, "?");
    }
    interpreter->line = node->line;
    call.where = interpreter_where(interpreter);
    if (target) {
        return call_term(interpreter, &call, target);
    }
    call.name = ir_text(unit->file, callee->name);
    return call_function(interpreter, &call,
                         name_function(interpreter, callee));
}
