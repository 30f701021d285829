/*
 * What functions can hardly mean: flags of another enumeration, guards that are
 * never set, paths that hold at the top of a document only. And which flags
 * functions take, and what they report as supported.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/libvirt-flag-owner.h"
#include "extract/libvirt-role.h"
#include "extract/libvirt-sends.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

static void add_doubt(Walk *walk, const IrNode *node, const char *kind,
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

static void list_enumerators(const IrFile *file, const IrNode *node,
                             GPtrArray *names)
{
    if (node->kind == IR_NAME && node->op == IR_BIND_ENUMERATOR) {
        g_ptr_array_add(names, (gpointer)ir_text(file, node->name));
    } else if (node->kind == IR_BINARY && node->op == IR_OP_BIT_OR) {
        list_enumerators(file, ir_first(file, node), names);
        list_enumerators(file, ir_child(file, node, 1), names);
    }
}

/* `flags & (A_X | B_Y)`: a flag of another enumeration than most. */
static void look_at_mask(Walk *walk, const IrNode *node)
{
    const FlagIndex *index = walk->user;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *taken;

    list_enumerators(walk->file, ir_child(walk->file, node, 1), names);
    for (guint i = 1; i < names->len; i++) {
        taken = flag_index_collision(index, names->pdata[0], names->pdata[i]);
        if (taken) {
            const char *meant =
                flag_index_namesake(index, names->pdata[0], names->pdata[i]);
            g_autofree char *text =
                meant ? g_strdup_printf("%s; %s may be meant", taken, meant)
                      : g_strdup(taken);

            add_doubt(walk, node, "foreign-flag", names->pdata[i], text);
        }
    }
}

/* "/domain/cpu": in the status XML the guest is not at the top. */
static void look_at_path(Walk *walk, const IrNode *node)
{
    const IrNode *string = ir_child(walk->file, node, 1);
    const char *text = string && string->kind == IR_STRING
                           ? ir_text(walk->file, string->name)
                           : "";

    if (g_str_has_prefix(walk_callee(walk->file, node), "virXPath") &&
        (g_str_has_prefix(text, "/domain/") || strstr(text, "(/domain/"))) {
        add_doubt(walk, node, "absolute-xpath", text, NULL);
    }
}

static void add_check(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;
    const IrNode *complement = ir_child(walk->file, node, 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    FlagCheck *check = fact_set_add_flag_check(facts);

    list_enumerators(walk->file, ir_first(walk->file, complement), names);
    g_ptr_array_add(names, NULL);
    check->function = walk_function_name(walk);
    check->checks = true;
    check->flags = fact_set_names(facts, (const char *const *)names->pdata);
    check->location = walk_location(walk, node);
}

/* virCheckFlags: `flags & ~(A | B)` put into a variable. */
static bool is_check(const IrFile *file, const IrNode *node)
{
    const IrNode *flags = ir_first(file, node);
    const IrNode *mask = flags ? ir_next(file, flags) : NULL;

    return node->kind == IR_BINARY && node->op == IR_OP_BIT_AND && mask &&
           mask->kind == IR_UNARY && mask->op == IR_OP_COMPLEMENT &&
           flags->kind == IR_NAME &&
           g_str_equal(ir_text(file, flags->name), "flags") &&
           (node->flags & IR_FROM_MACRO);
}

static void list_operands(const IrFile *file, const IrNode *node,
                          GPtrArray *operands)
{
    if (node->kind == IR_BINARY && node->op == IR_OP_AND) {
        list_operands(file, ir_first(file, node), operands);
        list_operands(file, ir_child(file, node, 1), operands);
    } else {
        g_ptr_array_add(operands, (gpointer)node);
    }
}

/* `src->virtio && dst->virtio && differ(...)`: one side alone is no
 * difference. */
static void look_at_pair(Walk *walk, const IrNode *node)
{
    const IrFile *file = walk->file;
    g_autoptr(GPtrArray) operands = g_ptr_array_new();

    list_operands(file, node, operands);
    for (guint i = 0; i + 2 < operands->len; i++) {
        const IrNode *one = operands->pdata[i];
        const IrNode *other = operands->pdata[i + 1];
        const IrNode *base = NULL;
        g_autofree char *mine = guest_member_name(file, one, &base);
        g_autofree char *theirs = guest_member_name(file, other, &base);

        if (mine && theirs && g_str_equal(mine, theirs) &&
            g_strcmp0(walk_base(file, one), walk_base(file, other)) != 0) {
            add_doubt(walk, node, "compared-if-both", mine, NULL);
        }
    }
}

static void look_at(Walk *walk, const IrNode *node)
{
    bool compares = strstr(ir_text(walk->file, walk->function->function->name),
                           "ABIStability") != NULL;

    if (compares && node->kind == IR_BINARY && node->op == IR_OP_AND) {
        look_at_pair(walk, node);
        return;
    }
    if (is_check(walk->file, node)) {
        add_check(walk, node);
    } else if (node->kind == IR_BINARY && node->op == IR_OP_BIT_AND) {
        look_at_mask(walk, node);
    } else if (node->kind == IR_CALL) {
        look_at_path(walk, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at(walk, child);
    }
}

/* How often a variable is named, and how often it is merely read. */
static void count_uses(const IrFile *file, const IrNode *node, const char *name,
                       bool is_read, guint *uses, guint *writes)
{
    if (node->kind == IR_NAME && g_str_equal(ir_text(file, node->name), name)) {
        (*uses)++;
        *writes += !is_read;
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        bool writes_it =
            (node->kind == IR_ASSIGN && child == ir_first(file, node)) ||
            (node->kind == IR_UNARY &&
             (node->op == IR_OP_ADDRESS || node->op >= IR_OP_PRE_INCREMENT));

        count_uses(file, child, name, !writes_it, uses, writes);
    }
}

static void list_called(const IrFile *file, const IrNode *node,
                        GPtrArray *names)
{
    if (node->kind == IR_CALL && *walk_callee(file, node)) {
        g_ptr_array_add(names, (gpointer)walk_callee(file, node));
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        list_called(file, child, names);
    }
}

/* The functions called under tests of the variable. */
static void list_guarded(const IrFile *file, const IrNode *node,
                         const char *name, GPtrArray *names)
{
    if (node->kind == IR_IF &&
        walk_find_name(file, ir_child(file, node, 0), name)) {
        list_called(file, ir_child(file, node, 0), names);
        list_called(file, ir_child(file, node, 1), names);
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        list_guarded(file, child, name, names);
    }
}

static char *guarded_text(const Walk *walk, const IrNode *body,
                          const char *name)
{
    g_autoptr(GPtrArray) called = g_ptr_array_new();
    GString *text = g_string_new(NULL);

    list_guarded(walk->file, body, name, called);
    for (guint i = 0; i < called->len; i++) {
        libvirt_append_command(walk, called->pdata[i], text);
    }
    return g_string_free(text, FALSE);
}

/* A boolean that starts false, is tested, and never becomes true. */
static void look_at_variable(Walk *walk, const IrNode *body, const IrNode *node)
{
    const IrNode *start = ir_first(walk->file, node);
    const char *name = ir_text(walk->file, node->name);
    const char *type = ir_text(walk->file, node->type);
    g_autofree char *text = NULL;
    guint uses = 0;
    guint writes = 0;

    if (!start || start->kind == IR_INIT_LIST ||
        !(start->flags & IR_HAS_VALUE) || start->value != 0 ||
        (node->flags & IR_STATIC) ||
        !(g_str_equal(type, "bool") || g_str_equal(type, "_Bool"))) {
        return;
    }
    count_uses(walk->file, body, name, true, &uses, &writes);
    if (uses > 0 && writes == 0) {
        text = guarded_text(walk, body, name);
        add_doubt(walk, node, "guard-never-set", name, text);
    }
}

static void look_for_variables(Walk *walk, const IrNode *body,
                               const IrNode *node)
{
    if (node->kind == IR_DECLARE) {
        look_at_variable(walk, body, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_for_variables(walk, body, child);
    }
}

static bool takes_flags(const IrFile *file, const IrFunction *function)
{
    for (const IrNode *parameter = ir_node(file, function->parameters);
         parameter; parameter = ir_next(file, parameter)) {
        if (g_str_equal(ir_text(file, parameter->name), "flags")) {
            return true;
        }
    }
    return false;
}

/* Of functions without a check: there may be one later. */
static void add_function(Walk *walk)
{
    const IrFunction *function = walk->function->function;
    FlagCheck *check;

    if (takes_flags(walk->file, function)) {
        check = fact_set_add_flag_check(walk->context->facts);
        check->function = walk_function_name(walk);
        check->location = extract_location(
            walk->context, ir_text(walk->file, function->file), function->line);
    }
}

static void look_at_function(Walk *walk, const IrUnit *unit,
                             const IrSymbol *function)
{
    const IrNode *body = ir_node(unit->file, function->function->body);

    if (body &&
        code_role(unit->path, ir_text(unit->file, function->function->name)) !=
            ROLE_NONE) {
        walk->function = function;
        walk->file = unit->file;
        add_function(walk);
        look_at(walk, body);
        look_for_variables(walk, body, body);
    }
}

void extract_libvirt_doubt(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    g_autoptr(FlagIndex) index = flag_index_new(program);
    Walk walk = {.context = context, .user = index};

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            look_at_function(&walk, unit, &functions[k]);
        }
    }
}
