/*
 * What libvirt promises about a guest's XML: what migratable XML leaves out,
 * what the ABI check compares, values that the parser knows, defaults filled
 * in after parsing, and what is refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-xml.h"

#include "extract/extractors.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

#define TABLE_SUFFIX "TypeList"

/* A table of names that VIR_ENUM_IMPL made. */
static void add_enum(ExtractContext *context, const IrUnit *unit,
                     const IrSymbol *table)
{
    const IrVariable *variable = table->variable;
    const char *name = ir_text(unit->file, variable->name);
    const Object *object = interpreter_variable(context->interpreter, table);
    gint64 n = interpreter_array_length(context->interpreter, object, "");
    g_autofree char *type =
        g_strndup(name, strlen(name) - strlen(TABLE_SUFFIX));
    XmlEnum *fact;

    if (n < 0) {
        extract_gap(context, "xml-enum", type, "its names are not known",
                    ir_text(unit->file, variable->file), variable->line);
        return;
    }
    fact = fact_set_add_xml_enum(context->facts);
    fact->name = fact_set_text(context->facts, type);
    fact->location = extract_location(
        context, ir_text(unit->file, variable->file), variable->line);
    for (gint64 i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("[%" G_GINT64_FORMAT "]", i);
        const char *value =
            term_c_string(context->interpreter,
                          interpreter_read(context->interpreter, object, path));

        g_ptr_array_add(fact->values, (gpointer)fact_set_text(
                                          context->facts, value ? value : ""));
    }
}

static void add_enums(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *variables =
            ir_program_unit_variables(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            const IrVariable *variable = variables[k].variable;
            const char *name = ir_text(unit->file, variable->name);

            if (g_str_has_suffix(name, TABLE_SUFFIX) && variable->init &&
                !g_str_equal(name, "virQEMUCapsTypeList")) {
                add_enum(context, unit, &variables[k]);
            }
        }
    }
}

static bool is_about_abi(const char *path, const char *function)
{
    return (g_str_has_prefix(path, "src/conf/") ||
            g_str_has_prefix(path, "src/qemu/")) &&
           strstr(function, "ABIStability") != NULL;
}

static void add_check(Walk *walk, const IrNode *node, const char *what,
                      const char *relation)
{
    FactSet *facts = walk->context->facts;
    AbiCheck *check = fact_set_add_abi_check(facts);

    check->what = fact_set_text(facts, what);
    check->relation = fact_set_text(facts, relation);
    check->when = walk_when(walk);
    check->function = walk_function_name(walk);
    check->location = walk_location(walk, node);
}

static bool starts_at_source(const IrFile *file, const IrNode *node)
{
    const char *base = walk_base(file, node);

    return base &&
           (g_str_has_prefix(base, "src") || g_str_has_prefix(base, "old"));
}

/* A helper that compares further members names them itself. */
static void look_at_comparison(Walk *walk, const IrNode *node)
{
    const IrFile *file = walk->file;
    const char *relation =
        node->kind == IR_CALL ? walk_callee(file, node) : "equal";

    if (node->kind == IR_CALL && (strstr(relation, "ABIStability") ||
                                  g_str_has_prefix(relation, "virReport"))) {
        return;
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        g_autofree char *path = starts_at_source(file, child)
                                    ? walk_member_path(file, child)
                                    : NULL;

        if (path && (node->kind == IR_CALL || node->op == IR_OP_NOT_EQUAL ||
                     node->op == IR_OP_EQUAL)) {
            add_check(walk, node, path, relation);
        } else if (!path) {
            look_at_comparison(walk, child);
        }
    }
}

static void add_checks(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_at_comparison};

    walk_program(&walk, is_about_abi);
}

static bool is_migratable_condition(const Walk *walk, bool *ret_negated)
{
    bool found = false;

    for (guint i = 0; i < walk->conditions->len; i++) {
        const WalkCondition *condition =
            &g_array_index(walk->conditions, WalkCondition, i);
        const IrNode *test = condition->node;
        bool negated = condition->negated;

        if (condition->is_case ||
            !(walk_find_name(walk->file, test, "_MIGRATABLE") ||
              walk_find_name(walk->file, test, "compatible"))) {
            continue;
        }
        if (test->kind == IR_UNARY && test->op == IR_OP_NOT) {
            negated = !negated;
        } else if (test->kind == IR_BINARY && test->op == IR_OP_AND) {
            g_autofree char *text = ir_node_to_text(walk->file, test);

            negated ^= strstr(text, "!(flags") || strstr(text, "!(formatFlags");
        }
        found = true;
        *ret_negated = negated;
    }
    return found;
}

static void look_at_format(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;
    bool negated = false;
    g_autofree char *text = NULL;
    MigratableXml *fact;

    if ((node->kind != IR_CALL && node->kind != IR_ASSIGN) ||
        !is_migratable_condition(walk, &negated) ||
        (node->kind == IR_CALL &&
         g_str_has_prefix(walk_callee(walk->file, node), "virReport"))) {
        return;
    }
    fact = fact_set_add_migratable_xml(facts);
    fact->action = negated                   ? "drop"
                   : node->kind == IR_ASSIGN ? "rewrite"
                                             : "keep";
    text = ir_node_to_text(walk->file, node->kind == IR_ASSIGN
                                           ? ir_first(walk->file, node)
                                           : node);
    fact->what = fact_set_text(facts, text);
    if (node->kind == IR_ASSIGN) {
        g_autofree char *value =
            ir_node_to_text(walk->file, ir_child(walk->file, node, 1));

        fact->value = fact_set_text(facts, value);
    }
    fact->when = walk_when(walk);
    fact->function = walk_function_name(walk);
    fact->location = walk_location(walk, node);
}

static bool is_about_format(const char *path, const char *function)
{
    return (g_str_has_prefix(path, "src/conf/") ||
            g_str_has_prefix(path, "src/qemu/")) &&
           (strstr(function, "Format") || strstr(function, "DefCopy"));
}

static void add_migratable(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_at_format};

    walk_program(&walk, is_about_format);
}

static bool is_about_refusal(const char *path, const char *function)
{
    return g_str_has_suffix(path, "/qemu_validate.c") ||
           g_str_has_suffix(path, "/domain_validate.c") ||
           strstr(function, "Validate") || strstr(function, "PostParse") ||
           (g_str_has_prefix(path, "src/qemu/") &&
            (strstr(function, "IsAllowed") || strstr(function, "IsSafe") ||
             strstr(function, "Verify") || strstr(function, "CheckUnsupp")));
}

/* The longest string is the message; file and function come before it. */
static const char *message_of(const IrFile *file, const IrNode *node)
{
    const char *message =
        node->kind == IR_STRING ? ir_text(file, node->name) : "";

    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        const char *other = message_of(file, child);

        if (strchr(other, ' ') && strlen(other) > strlen(message)) {
            message = other;
        }
    }
    return message;
}

static void look_at_error(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;
    Refusal *refusal;

    if (node->kind != IR_CALL ||
        !g_str_has_prefix(walk_callee(walk->file, node), "virReport")) {
        return;
    }
    refusal = fact_set_add_refusal(facts);
    refusal->message = fact_set_text(facts, message_of(walk->file, node));
    refusal->function = walk_function_name(walk);
    refusal->location = walk_location(walk, node);
    walk_guards(walk, refusal->guards);
}

static void add_refusals(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_at_error};

    walk_program(&walk, is_about_refusal);
}

static void look_for_text(Walk *walk, const IrNode *node)
{
    const char *text =
        node->kind == IR_CALL &&
                g_str_has_prefix(walk_callee(walk->file, node), "virReport")
            ? message_of(walk->file, node)
            : "";

    if (*text) {
        ErrorText *fact = fact_set_add_error_text(walk->context->facts);

        fact->text = fact_set_text(walk->context->facts, text);
        fact->location = walk_location(walk, node);
    }
}

static bool may_report(const char *path, const char *function)
{
    (void)function;
    return g_str_has_prefix(path, "src/conf/") ||
           g_str_has_prefix(path, "src/qemu/");
}

/* What is new elsewhere may only have moved. */
static void add_texts(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_for_text};

    walk_program(&walk, may_report);
}

void extract_libvirt_xml(ExtractContext *context)
{
    add_enums(context);
    add_checks(context);
    add_migratable(context);
    add_refusals(context);
    add_texts(context);
    libvirt_xml_defaults(context);
}
