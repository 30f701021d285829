/*
 * Defaults that are filled in after a guest's XML was parsed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-xml.h"

#include "extract/libvirt-xml-walk.h"

#include <string.h>

#define CONFIGURATION "virQEMUDriverDomainDefParserConfig"

typedef struct Reach {
    const IrProgram *program;
    GHashTable *seen; /* const IrSymbol * */
    GPtrArray *found; /* const IrSymbol *, in the order they were met */
} Reach;

/* Only what works on the guest's definition is gone into. */
static bool is_about_parsing(const IrSymbol *function)
{
    const char *path = function->unit->path;

    return g_str_has_suffix(path, "/qemu_domain.c") ||
           g_str_has_suffix(path, "/qemu_postparse.c") ||
           g_str_has_suffix(path, "/domain_postparse.c");
}

static void reach_names(Reach *reach, const IrUnit *unit, const IrNode *node)
{
    if (node->kind == IR_NAME && node->op == IR_BIND_FUNCTION) {
        const IrSymbol *function = ir_program_function(
            reach->program, unit, ir_text(unit->file, node->name));

        if (function && function->function->body &&
            is_about_parsing(function) &&
            g_hash_table_add(reach->seen, (gpointer)function)) {
            g_ptr_array_add(reach->found, (gpointer)function);
        }
    }
    for (const IrNode *child = ir_first(unit->file, node); child;
         child = ir_next(unit->file, child)) {
        reach_names(reach, unit, child);
    }
}

static const IrSymbol *find_configuration(const IrProgram *program)
{
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrSymbol *found = ir_program_variable(
            program, ir_program_unit(program, i), CONFIGURATION);

        if (found && found->variable->init) {
            return found;
        }
    }
    return NULL;
}

/* Validation changes nothing. */
static void reach_callbacks(Reach *reach, const IrSymbol *configuration)
{
    const IrFile *file = configuration->unit->file;
    const IrNode *list = ir_node(file, configuration->variable->init);

    for (const IrNode *field = ir_first(file, list); field;
         field = ir_next(file, field)) {
        if (field->kind == IR_FIELD_INIT &&
            !strstr(ir_text(file, field->name), "alidate")) {
            reach_names(reach, configuration->unit, field);
        }
    }
    for (guint i = 0; i < reach->found->len; i++) {
        const IrSymbol *function = reach->found->pdata[i];

        reach_names(reach, function->unit,
                    ir_node(function->unit->file, function->function->body));
    }
}

/* Members of the guest's definition have records "virDomain...Def". */
static bool is_of_guest(const char *path)
{
    return g_str_has_prefix(path, "vir");
}

static void look_at_assignment(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;
    g_autofree char *path = NULL;
    g_autofree char *value = NULL;
    XmlDefault *fact;

    if (node->kind != IR_ASSIGN || node->op != IR_OP_ASSIGN) {
        return;
    }
    path = walk_member_path(walk->file, ir_first(walk->file, node));
    if (!path || !is_of_guest(path)) {
        return;
    }
    value = ir_node_to_text(walk->file, ir_child(walk->file, node, 1));
    fact = fact_set_add_xml_default(facts);
    fact->what = fact_set_text(facts, path);
    fact->value = fact_set_text(facts, value);
    fact->function = walk_function_name(walk);
    fact->location = walk_location(walk, node);
    walk_guards(walk, fact->guards);
}

void libvirt_xml_defaults(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    const IrSymbol *configuration = find_configuration(program);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Reach reach = {program, seen, found};
    Walk walk = {.context = context, .statement = look_at_assignment};

    if (!configuration) {
        extract_gap(context, "xml-default", CONFIGURATION,
                    "there is no such variable", NULL, 0);
        return;
    }
    reach_callbacks(&reach, configuration);
    for (guint i = 0; i < found->len; i++) {
        walk_function(&walk, found->pdata[i]);
    }
}
