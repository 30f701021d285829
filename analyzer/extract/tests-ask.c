/*
 * What the tests around a place ask, its callers' too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/tests-around.h"

#include <string.h>

/* A caller of a caller of a caller. */
#define MAX_CALLERS  4
#define MANY_CALLERS 16

typedef struct AskSearch {
    const IrProgram *program;
    const IrSymbol *function;
    GPtrArray *asks;
    guint n_entered;
} AskSearch;

static void add_text(GPtrArray *texts, char *text)
{
    if (g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL)) {
        g_free(text);
    } else {
        g_ptr_array_add(texts, text);
    }
}

static void ask_node(const IrFile *file, const IrNode *node, void *user);

/* What a function asked looks at; not what that one calls. */
static void ask_call(AskSearch *search, const IrFile *file, const IrNode *node)
{
    const IrNode *callee = ir_first(file, node);
    const char *name;
    const IrSymbol *called;

    if (!callee || callee->kind != IR_NAME) {
        return;
    }
    name = ir_text(file, callee->name);
    add_text(search->asks, g_strconcat(name, "()", NULL));
    called = ir_program_function(search->program, search->function->unit, name);
    if (called && called->function->body && search->n_entered == 0) {
        AskSearch inner = {search->program, called, search->asks, 1};

        calls_each_node(called->unit->file,
                        ir_node(called->unit->file, called->function->body),
                        ask_node, &inner);
    }
}

typedef struct LocalValue {
    IrText name;
    const IrNode *value;
} LocalValue;

static void find_value(const IrFile *file, const IrNode *node, void *user)
{
    LocalValue *local = user;

    if (node->kind == IR_DECLARE && node->name == local->name) {
        local->value = ir_first(file, node);
    }
}

static void ask_local(AskSearch *search, const IrFile *file, const IrNode *node)
{
    LocalValue local = {node->name, NULL};

    if (search->n_entered > 0) {
        return;
    }
    calls_each_node(file, ir_node(file, search->function->function->body),
                    find_value, &local);
    if (local.value) {
        search->n_entered = 1;
        calls_each_node(file, local.value, ask_node, search);
        search->n_entered = 0;
    }
}

static void ask_node(const IrFile *file, const IrNode *node, void *user)
{
    AskSearch *search = user;

    if (node->kind == IR_MEMBER && node->type) {
        add_text(search->asks, g_strconcat(ir_text(file, node->type), ".",
                                           ir_text(file, node->name), NULL));
    } else if (node->kind == IR_CALL) {
        ask_call(search, file, node);
    } else if (node->kind == IR_NAME && node->op == IR_BIND_GLOBAL) {
        add_text(search->asks, g_strdup(ir_text(file, node->name)));
    } else if (node->kind == IR_NAME && node->op == IR_BIND_LOCAL) {
        ask_local(search, file, node);
    }
}

static void need(const IrFile *file, const IrNode *node, bool negated,
                 GPtrArray *needs)
{
    IrOperator joining = negated ? IR_OP_OR : IR_OP_AND;

    if (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        need(file, ir_first(file, node), !negated, needs);
    } else if (node->kind == IR_BINARY && node->op == joining) {
        need(file, ir_child(file, node, 0), negated, needs);
        need(file, ir_child(file, node, 1), negated, needs);
    } else if (node->kind == IR_MEMBER && node->type) {
        add_text(needs,
                 g_strconcat(negated ? "!" : "", ir_text(file, node->type), ".",
                             ir_text(file, node->name), NULL));
    }
}

void tests_asks(const IrProgram *program, const IrSymbol *function,
                const GArray *tests, Asked *asked)
{
    const IrFile *file = function->unit->file;
    AskSearch search = {program, function, asked->asks, 0};

    for (guint i = 0; i < tests->len; i++) {
        const AroundTest *test = &g_array_index(tests, AroundTest, i);

        calls_each_node(file, test->node, ask_node, &search);
        if (asked->needs) {
            need(file, test->node, test->negated, asked->needs);
        }
    }
}

/* "DeviceState *", "PCIDevice *": of the first parameter. */
static bool takes_device(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *parameter = ir_node(file, function->function->parameters);
    const char *type = parameter ? ir_text(file, parameter->type) : "";

    return strstr(type, "Device") != NULL;
}

static const char *ask_callers(const IrProgram *program, const CallIndex *calls,
                               const IrSymbol *function, guint depth,
                               const Asked *asked)
{
    const IrFile *file = function->unit->file;
    const char *name = ir_text(file, function->function->name);
    const char *device =
        takes_device(function) ? ir_text(file, function->function->file) : NULL;
    guint n = 0;
    const CallSite *callers = call_index_find(calls, name, &n);
    Asked outer_asked = {asked->asks, n == 1 ? asked->needs : NULL};

    for (guint i = 0; depth < MAX_CALLERS && i < MIN(n, MANY_CALLERS); i++) {
        g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(AroundTest));
        const IrSymbol *caller = callers[i].caller;
        const char *outer;

        if (caller == function ||
            ir_program_function(program, caller->unit, name) != function) {
            continue;
        }
        tests_around(program, caller, callers[i].node, tests);
        tests_asks(program, caller, tests, &outer_asked);
        outer = ask_callers(program, calls, caller, depth + 1, &outer_asked);
        device = device ? device : outer;
    }
    return device;
}

const char *tests_of_callers(const IrProgram *program, const CallIndex *calls,
                             const IrSymbol *function, Asked *asked)
{
    return ask_callers(program, calls, function, 0, asked);
}
