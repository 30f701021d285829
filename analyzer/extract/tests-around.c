/*
 * The tests around a place in a function.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/tests-around.h"

#include "extract/realize.h"

#include <string.h>

typedef struct AroundSearch {
    const IrProgram *program;
    const IrSymbol *function;
    const IrFile *file;
    const IrNode *wanted;
    GArray *tests;
} AroundSearch;

/* There being one of these is no condition to speak of. */
static bool is_taken_for_granted(const char *type)
{
    return strstr(type, "FWCfgState *") || strstr(type, "Error *");
}

typedef struct TypeSearch {
    IrText name;
    const char *type;
} TypeSearch;

static void search_type(const IrFile *file, const IrNode *node, void *user)
{
    TypeSearch *search = user;

    if (node->kind == IR_DECLARE && node->name == search->name) {
        search->type = ir_text(file, node->type);
    }
}

static const char *type_of_name(const AroundSearch *search, const IrNode *node)
{
    TypeSearch types = {node->name, ""};

    for (const IrNode *parameter =
             ir_node(search->file, search->function->function->parameters);
         parameter; parameter = ir_next(search->file, parameter)) {
        search_type(search->file, parameter, &types);
    }
    calls_each_node(search->file,
                    ir_node(search->file, search->function->function->body),
                    search_type, &types);
    return types.type;
}

static bool is_no_test(const AroundSearch *search, const IrNode *node)
{
    const char *record;
    const char *member;
    const char *type = "";

    while (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        node = ir_first(search->file, node);
    }
    if (node->kind == IR_NAME) {
        return is_taken_for_granted(type_of_name(search, node));
    }
    if (node->kind == IR_MEMBER) {
        g_autofree char *path = member_path(
            search->program, search->function->unit,
            ir_text(search->file, node->type),
            ir_text(search->file, node->name), &record, &member, &type);

        return path && is_taken_for_granted(type);
    }
    return false;
}

static bool search_node(AroundSearch *search, const IrNode *node);

static void push(AroundSearch *search, const IrNode *test, bool negated)
{
    AroundTest one = {test, negated};

    if (test && !is_no_test(search, test)) {
        g_array_append_val(search->tests, one);
    }
}

static bool search_under(AroundSearch *search, const IrNode *node,
                         const IrNode *test, bool negated)
{
    guint before = search->tests->len;

    if (!node) {
        return false;
    }
    push(search, test, negated);
    if (search_node(search, node)) {
        return true;
    }
    g_array_set_size(search->tests, before);
    return false;
}

/* Does control never come out at the end of it? */
static bool leaves(const IrFile *file, const IrNode *node)
{
    const IrNode *last = node;

    while (last && last->kind == IR_BLOCK) {
        const IrNode *child = ir_first(file, last);

        for (last = NULL; child; child = ir_next(file, child)) {
            last = child;
        }
    }
    return last && (last->kind == IR_RETURN || last->kind == IR_GOTO ||
                    last->kind == IR_BREAK || last->kind == IR_CONTINUE);
}

static bool search_block(AroundSearch *search, const IrNode *block)
{
    guint before = search->tests->len;

    for (const IrNode *child = ir_first(search->file, block); child;
         child = ir_next(search->file, child)) {
        if (search_node(search, child)) {
            return true;
        }
        if (child->kind == IR_IF &&
            leaves(search->file, ir_child(search->file, child, 1))) {
            push(search, ir_first(search->file, child), true);
        }
    }
    g_array_set_size(search->tests, before);
    return false;
}

static bool search_node(AroundSearch *search, const IrNode *node)
{
    if (node == search->wanted) {
        return true;
    }
    if (node->kind == IR_IF || node->kind == IR_CONDITIONAL) {
        const IrNode *test = ir_first(search->file, node);

        return search_node(search, test) ||
               search_under(search, ir_child(search->file, node, 1), test,
                            false) ||
               search_under(search, ir_child(search->file, node, 2), test,
                            true);
    }
    if (node->kind == IR_SWITCH) {
        return search_under(search, ir_child(search->file, node, 1),
                            ir_first(search->file, node), false);
    }
    if (node->kind == IR_BLOCK) {
        return search_block(search, node);
    }
    for (const IrNode *child = ir_first(search->file, node); child;
         child = ir_next(search->file, child)) {
        if (search_node(search, child)) {
            return true;
        }
    }
    return false;
}

bool tests_around(const IrProgram *program, const IrSymbol *function,
                  const IrNode *wanted, GArray *tests)
{
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);
    AroundSearch search = {program, function, file, wanted, tests};

    return body && search_node(&search, body);
}

char *tests_text(const IrSymbol *function, const GArray *tests)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < tests->len; i++) {
        const AroundTest *test = &g_array_index(tests, AroundTest, i);
        g_autofree char *one =
            ir_node_to_text(function->unit->file, test->node);

        g_string_append(text, i > 0 ? " && " : "");
        g_string_append_printf(text, test->negated ? "!(%s)" : "%s", one);
    }
    return g_string_free(text, tests->len == 0);
}
