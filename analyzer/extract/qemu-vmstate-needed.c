/*
 * When a description is sent: the text of its `needed` function, and the
 * structure members that the function reads.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

/* Calls followed from `needed`. */
#define MANY_CALLS 6

/*
 * Text.
 */

static char *statement_text(const IrFile *file, const IrNode *block,
                            const IrNode *statement);

/* `bool x = test; return x;` returns the test. */
static const IrNode *declared_value(const IrFile *file, const IrNode *block,
                                    const IrNode *name)
{
    for (const IrNode *node = ir_first(file, block); node;
         node = ir_next(file, node)) {
        if (node->kind == IR_DECLARE && node->name == name->name) {
            return ir_first(file, node);
        }
    }
    return NULL;
}

static char *value_text(const IrFile *file, const IrNode *block,
                        const IrNode *value)
{
    const IrNode *declared = NULL;

    if (!value) {
        return NULL;
    }
    if (value->kind == IR_NAME && value->op == IR_BIND_LOCAL && block) {
        declared = declared_value(file, block, value);
    }
    if (value->kind == IR_INTEGER) {
        return g_strdup(value->value ? "true" : "false");
    }
    return ir_node_to_text(file, declared ? declared : value);
}

static bool is_text(const char *text, const char *word)
{
    return g_str_equal(text, word);
}

static char *choice_text(const char *condition, const char *then,
                         const char *otherwise)
{
    if (is_text(then, "true") && is_text(otherwise, "false")) {
        return g_strdup(condition);
    }
    if (is_text(then, "false") && is_text(otherwise, "true")) {
        return g_strdup_printf("!(%s)", condition);
    }
    if (is_text(then, "true")) {
        return g_strdup_printf("(%s) || (%s)", condition, otherwise);
    }
    if (is_text(then, "false")) {
        return g_strdup_printf("!(%s) && (%s)", condition, otherwise);
    }
    return g_strdup_printf("(%s) ? (%s) : (%s)", condition, then, otherwise);
}

/* What a statement and those after it return; NULL if it takes more than
 * if and return. */
static char *if_text(const IrFile *file, const IrNode *block,
                     const IrNode *statement)
{
    const IrNode *condition = ir_child(file, statement, 0);
    const IrNode *then = ir_child(file, statement, 1);
    const IrNode *otherwise = ir_child(file, statement, 2);
    g_autofree char *condition_text = NULL;
    g_autofree char *then_text = NULL;
    g_autofree char *else_text = NULL;

    condition_text = condition ? ir_node_to_text(file, condition) : NULL;
    then_text = then ? statement_text(file, block, then) : NULL;
    else_text = statement_text(
        file, block, otherwise ? otherwise : ir_next(file, statement));
    if (!condition_text || !then_text || !else_text) {
        return NULL;
    }
    return choice_text(condition_text, then_text, else_text);
}

static char *statement_text(const IrFile *file, const IrNode *block,
                            const IrNode *statement)
{
    for (; statement; statement = ir_next(file, statement)) {
        switch ((IrKind)statement->kind) {
        case IR_RETURN:
            return value_text(file, block, ir_first(file, statement));
        case IR_IF:
            return if_text(file, block, statement);
        case IR_BLOCK:
            return statement_text(file, statement, ir_first(file, statement));
        case IR_DECLARE:
        case IR_CALL:
            break;
        default:
            return NULL;
        }
    }
    return NULL;
}

/* "if (a) true; false": every return with the tests around it. */
static void collect_returns(const IrFile *file, const IrNode *node,
                            const char *tests, GString *text)
{
    for (; node; node = ir_next(file, node)) {
        const IrNode *first = ir_first(file, node);

        if (node->kind == IR_RETURN && first) {
            g_autofree char *value = value_text(file, NULL, first);

            g_string_append_printf(text, "%s%s%s", text->len ? "; " : "", tests,
                                   value);
        } else if (node->kind == IR_IF && first) {
            g_autofree char *test = ir_node_to_text(file, first);
            g_autofree char *inner = g_strdup_printf("%sif (%s) ", tests, test);

            collect_returns(file, ir_next(file, first), inner, text);
        } else {
            collect_returns(file, first, tests, text);
        }
    }
}

static char *returned_text(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);
    char *text = body ? statement_text(file, body, ir_first(file, body)) : NULL;
    g_autoptr(GString) returns = NULL;

    if (text || !body) {
        return text;
    }
    returns = g_string_new(NULL);
    collect_returns(file, ir_first(file, body), "", returns);
    return g_strdup(returns->str);
}

/*
 * Members.
 */

typedef struct MemberSearch {
    const IrProgram *program;
    GPtrArray *reads;     /* char * */
    GPtrArray *functions; /* const IrSymbol *: entered already */
} MemberSearch;

/* "a.b[2].c" below the last pointer; the record that pointer points to. */
static void append_path(const IrFile *file, const IrNode *node, GString *path,
                        const char **ret_record)
{
    const IrNode *base = ir_first(file, node);

    if (node->kind == IR_SUBSCRIPT) {
        const IrNode *index = ir_child(file, node, 1);

        append_path(file, base, path, ret_record);
        if (index && (index->flags & IR_HAS_VALUE)) {
            g_string_append_printf(path, "[%" G_GINT64_FORMAT "]",
                                   index->value);
        } else {
            g_string_append(path, "[]");
        }
        return;
    }
    if (base && !(node->flags & IR_ARROW) &&
        (base->kind == IR_MEMBER || base->kind == IR_SUBSCRIPT)) {
        append_path(file, base, path, ret_record);
    }
    if (node->kind != IR_MEMBER) {
        return;
    }
    if (path->len == 0) {
        *ret_record = ir_text(file, node->type);
    } else {
        g_string_append_c(path, '.');
    }
    g_string_append(path, ir_text(file, node->name));
}

static void note_member(MemberSearch *search, const IrFile *file,
                        const IrNode *node)
{
    g_autoptr(GString) path = g_string_new(NULL);
    const char *record = "";
    const char *owner = ir_text(file, node->type);
    char *whole;
    char *last;

    append_path(file, node, path, &record);
    whole = g_strdup_printf("%s.%s", record, path->str);
    last = g_strdup_printf("%s.%s", owner, ir_text(file, node->name));
    g_ptr_array_add(search->reads, whole);
    g_ptr_array_add(search->reads, last);
}

static void search_function(MemberSearch *search, const IrSymbol *function);

static void search_call(MemberSearch *search, const IrSymbol *caller,
                        const IrNode *callee)
{
    const IrFile *file = caller->unit->file;
    const IrSymbol *called;

    if (!callee || callee->kind != IR_NAME || callee->op != IR_BIND_FUNCTION) {
        return;
    }
    called = ir_program_function(search->program, caller->unit,
                                 ir_text(file, callee->name));
    if (called && called->unit == caller->unit && called->function->body) {
        search_function(search, called);
    }
}

static void search_node(MemberSearch *search, const IrSymbol *function,
                        const IrNode *node)
{
    const IrFile *file = function->unit->file;
    const IrNode *child = ir_first(file, node);

    if (node->kind == IR_MEMBER && node->type) {
        note_member(search, file, node);
        /* The steps of one path are one read. */
        while (child && !(node->flags & IR_ARROW) && child->kind == IR_MEMBER) {
            node = child;
            child = ir_first(file, node);
        }
    }
    if (node->kind == IR_CALL) {
        search_call(search, function, child);
    }
    for (; child; child = ir_next(file, child)) {
        search_node(search, function, child);
    }
}

static void search_function(MemberSearch *search, const IrSymbol *function)
{
    const IrNode *body =
        ir_node(function->unit->file, function->function->body);

    if (!body || search->functions->len >= MANY_CALLS ||
        g_ptr_array_find(search->functions, function, NULL)) {
        return;
    }
    g_ptr_array_add(search->functions, (gpointer)function);
    search_node(search, function, body);
}

static Names read_members(ExtractContext *context, const IrSymbol *function)
{
    g_autoptr(GPtrArray) reads = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) functions = g_ptr_array_new();
    MemberSearch search = {context->tree->program, reads, functions};

    search_function(&search, function);
    if (reads->len == 0) {
        return NULL;
    }
    g_ptr_array_add(reads, NULL);
    return fact_set_names(context->facts, (const char *const *)reads->pdata);
}

bool vmstate_read_test(ExtractContext *context, const Term *test,
                       const char **ret_text, Names *ret_reads)
{
    g_autofree char *text = NULL;

    if (test->kind != TERM_FUNCTION || !test->function ||
        !test->function->function || !test->function->function->body) {
        return false;
    }
    text = returned_text(test->function);
    *ret_text = fact_set_text(context->facts, text);
    *ret_reads = read_members(context, test->function);
    return true;
}

void vmstate_read_needed(ExtractContext *context, VMState *fact,
                         const Term *needed)
{
    fact->needed = vmstate_function_of(context, needed);
    if (fact->needed && !vmstate_read_test(context, needed, &fact->needed_text,
                                           &fact->needed_reads)) {
        extract_gap(context, "vmstate", fact->name ? fact->name : fact->symbol,
                    "body of its needed function was not read",
                    fact->location.file, fact->location.line);
    }
}
