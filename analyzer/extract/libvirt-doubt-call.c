/*
 * What calls can hardly mean: a loop that resets all of an enumeration, with
 * what is switched on elsewhere for good; a default that stays in the function
 * to which a variable is given by value, while others take the variable.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/libvirt-role.h"
#include "extract/libvirt-sends.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

#define LAST "_LAST"

static void add_doubt(const Walk *walk, const IrNode *node, const char *kind,
                      const char *subject, const char *text)
{
    FactSet *facts = walk->context->facts;
    CodeDoubt *doubt = fact_set_add_code_doubt(facts);

    doubt->kind = fact_set_text(facts, kind);
    doubt->subject = fact_set_text(facts, subject);
    doubt->text = fact_set_text(facts, text);
    doubt->function = walk_function_name(walk);
    doubt->location = walk_location(walk, node);
}

typedef bool (*NodeTest)(Walk *walk, const IrNode *node, void *user);

/* The first node that fits; NULL. */
static const IrNode *find_node(Walk *walk, const IrNode *node, NodeTest fits,
                               void *user)
{
    if (fits(walk, node, user)) {
        return node;
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        const IrNode *found = find_node(walk, child, fits, user);

        if (found) {
            return found;
        }
    }
    return NULL;
}

static bool is_named(const IrFile *file, const IrNode *node, const char *name)
{
    return node->kind == IR_NAME &&
           g_str_equal(ir_text(file, node->name), name);
}

static const IrNode *argument_named(const IrFile *file, const IrNode *call,
                                    const char *name, guint *ret_index)
{
    guint index = 0;

    for (const IrNode *child = ir_next(file, ir_first(file, call)); child;
         child = ir_next(file, child)) {
        if (is_named(file, child, name)) {
            *ret_index = index;
            return child;
        }
        index++;
    }
    return NULL;
}

static bool has_truth(const IrFile *file, const IrNode *call, gint64 truth)
{
    for (const IrNode *child = ir_next(file, ir_first(file, call)); child;
         child = ir_next(file, child)) {
        if (child->kind == IR_INTEGER && child->value == truth) {
            return true;
        }
    }
    return false;
}

/* A loop `for (i = 0; i < X_LAST; i++)` and what it resets. */
typedef struct Loop {
    const char *variable;
    char *prefix; /* of the enumeration: "X_" */
} Loop;

static bool is_reset(Walk *walk, const IrNode *node, void *user)
{
    const Loop *loop = user;
    guint index = 0;

    return node->kind == IR_CALL &&
           argument_named(walk->file, node, loop->variable, &index) &&
           has_truth(walk->file, node, 0);
}

/* Does it make an exception of one of them? */
static bool is_one_of(Walk *walk, const IrNode *node, void *user)
{
    const Loop *loop = user;

    return node->kind == IR_NAME && node->op == IR_BIND_ENUMERATOR &&
           g_str_has_prefix(ir_text(walk->file, node->name), loop->prefix);
}

static bool is_switched_on(Walk *walk, const IrNode *node, void *user)
{
    return node->kind == IR_CALL && has_truth(walk->file, node, 1) &&
           find_node(walk, node, is_one_of, user);
}

/* Where a guest is started or connected to, not where it migrates. */
static const IrNode *find_switched_on(Walk *walk, const Loop *loop,
                                      const char **ret_name)
{
    const IrProgram *program = walk->context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        Walk other = *walk;
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        other.file = unit->file;
        for (guint k = 0;
             k < n && g_str_has_suffix(unit->path, "/qemu_process.c"); k++) {
            const IrNode *body =
                ir_node(unit->file, functions[k].function->body);
            const IrNode *call =
                body ? find_node(&other, body, is_switched_on, (void *)loop)
                     : NULL;

            if (call) {
                const IrNode *one =
                    find_node(&other, call, is_one_of, (void *)loop);

                *ret_name = ir_text(unit->file, one->name);
                return call;
            }
        }
    }
    return NULL;
}

static void look_at_loop(Walk *walk, const IrNode *node)
{
    const IrNode *test = ir_child(walk->file, node, 1);
    const IrNode *body = ir_child(walk->file, node, 3);
    const IrNode *variable = ir_first(walk->file, test);
    const IrNode *end = variable ? ir_next(walk->file, variable) : NULL;
    const char *last =
        end && end->kind == IR_NAME ? ir_text(walk->file, end->name) : "";
    const char *name = NULL;
    g_autofree char *prefix = NULL;

    if (!body || test->kind != IR_BINARY || variable->kind != IR_NAME ||
        !g_str_has_suffix(last, LAST)) {
        return;
    }
    prefix = g_strndup(last, strlen(last) - strlen("LAST"));
    Loop loop = {ir_text(walk->file, variable->name), prefix};

    if (find_node(walk, body, is_reset, &loop) &&
        !find_node(walk, body, is_one_of, &loop) &&
        find_switched_on(walk, &loop, &name)) {
        g_autofree char *words = g_ascii_strdown(name + strlen(prefix), -1);

        add_doubt(walk, node, "resets-all", name, words);
    }
}

/* A variable that is given by value, and where. */
typedef struct Given {
    const char *name;
    const IrSymbol *to;
    guint line;
} Given;

static bool is_default(Walk *walk, const IrNode *node, void *user)
{
    return node->kind == IR_ASSIGN && node->op == IR_OP_ASSIGN &&
           is_named(walk->file, ir_first(walk->file, node), user) &&
           ir_child(walk->file, node, 1)->kind == IR_STRING;
}

/* Not as an argument of a call. */
static bool asks_for(const IrFile *file, const IrNode *node, const char *name)
{
    if (node->kind == IR_CALL) {
        return false;
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        if (asks_for(file, child, name)) {
            return true;
        }
    }
    return is_named(file, node, name);
}

static bool tests_it(Walk *walk, const IrNode *node, void *user)
{
    const Given *given = user;

    return (node->kind == IR_IF || node->kind == IR_CONDITIONAL) &&
           asks_for(walk->file, ir_first(walk->file, node), given->name);
}

static bool writes_it(Walk *walk, const IrNode *node, void *user)
{
    const Given *given = user;

    return node->kind == IR_ASSIGN &&
           is_named(walk->file, ir_first(walk->file, node), given->name);
}

/* Another function of the driver that takes the variable, later on. */
static bool takes_it(Walk *walk, const IrNode *node, void *user)
{
    const Given *given = user;
    const char *callee =
        node->kind == IR_CALL ? walk_callee(walk->file, node) : "";
    guint index = 0;

    return g_str_has_prefix(callee, "qemu") && node->line > given->line &&
           !g_str_equal(callee, ir_text(given->to->unit->file,
                                        given->to->function->name)) &&
           argument_named(walk->file, node, given->name, &index);
}

static const IrNode *parameter_at(const IrSymbol *function, guint index)
{
    const IrFile *file = function->unit->file;
    const IrNode *parameter = ir_node(file, function->function->parameters);

    while (parameter && index-- > 0) {
        parameter = ir_next(file, parameter);
    }
    return parameter;
}

/* Does the function give its own copy a default? */
static bool gives_default(const Walk *walk, const IrSymbol *function,
                          guint index)
{
    const IrNode *parameter = parameter_at(function, index);
    Walk other = *walk;

    other.file = function->unit->file;
    return parameter && strchr(ir_text(other.file, parameter->type), '*') &&
           find_node(&other, ir_node(other.file, function->function->body),
                     is_default, (void *)ir_text(other.file, parameter->name));
}

static void look_at_taker(Walk *walk, const IrNode *body, const Given *given)
{
    const IrNode *taker = find_node(walk, body, takes_it, (void *)given);
    const IrSymbol *function;
    g_autoptr(GString) sent = g_string_new(NULL);
    g_autofree char *text = NULL;

    if (!taker || find_node(walk, body, tests_it, (void *)given) ||
        find_node(walk, body, writes_it, (void *)given)) {
        return;
    }
    function =
        ir_program_function(walk->context->tree->program, walk->function->unit,
                            walk_callee(walk->file, taker));
    if (function && function->function->body) {
        libvirt_append_commands(walk, function, sent);
    }
    text = g_strdup_printf(
        "%s(); %s()%s%s%s",
        ir_text(given->to->unit->file, given->to->function->name),
        walk_callee(walk->file, taker), sent->len ? " (" : "", sent->str,
        sent->len ? ")" : "");
    add_doubt(walk, taker, "default-stays", given->name, text);
}

static void look_at_call(Walk *walk, const IrNode *body, const IrNode *node)
{
    const char *callee = walk_callee(walk->file, node);
    const IrSymbol *function =
        *callee ? ir_program_function(walk->context->tree->program,
                                      walk->function->unit, callee)
                : NULL;
    guint index = 0;

    if (!function || !function->function->body ||
        !g_str_has_prefix(callee, "qemu")) {
        return;
    }
    for (const IrNode *child = ir_next(walk->file, ir_first(walk->file, node));
         child; child = ir_next(walk->file, child)) {
        Given given = {NULL, function, node->line};

        if (child->kind == IR_NAME &&
            (child->op == IR_BIND_LOCAL || child->op == IR_BIND_PARAMETER) &&
            gives_default(walk, function, index)) {
            given.name = ir_text(walk->file, child->name);
            look_at_taker(walk, body, &given);
        }
        index++;
    }
}

static void look_at(Walk *walk, const IrNode *body, const IrNode *node)
{
    if (node->kind == IR_FOR) {
        look_at_loop(walk, node);
    } else if (node->kind == IR_CALL) {
        look_at_call(walk, body, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at(walk, body, child);
    }
}

void extract_libvirt_doubt_call(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    Walk walk = {.context = context};

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        walk.file = unit->file;
        for (guint k = 0; k < n && g_str_has_prefix(unit->path, "src/qemu/");
             k++) {
            const IrNode *body =
                ir_node(unit->file, functions[k].function->body);

            walk.function = &functions[k];
            if (body) {
                look_at(&walk, body, body);
            }
        }
    }
}
