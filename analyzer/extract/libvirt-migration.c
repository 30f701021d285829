/*
 * What two libvirts agree on when a guest moves: QEMU's migration
 * capabilities and parameters that are used, the features of the cookie, and
 * what is kept of QEMU's machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-migration.h"

#include "extract/extractors.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

/* Where names are: at first in the monitor, then in qemu_migration_params.c
 * (since libvirt 4.1, commit 0eceb3bc14). */
static const struct {
    const char *table;
    const char *kind;
} name_tables[] = {
    {"qemuMigrationCapabilityTypeList", "capability"},
    {"qemuMonitorMigrationCapsTypeList", "capability"},
    {"qemuMigrationParamTypeList", "parameter"},
};

const Object *migration_table(ExtractContext *context, const char *name,
                              const IrSymbol **ret_symbol)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        const IrSymbol *symbol = ir_program_variable(program, unit, name);

        if (symbol && symbol->variable->init) {
            *ret_symbol = symbol;
            return interpreter_variable(context->interpreter, symbol);
        }
    }
    return NULL;
}

const Term *migration_cell(ExtractContext *context, const Object *table,
                           gint64 index, const char *member)
{
    g_autofree char *path =
        g_strdup_printf("[%" G_GINT64_FORMAT "]%s", index, member);

    return interpreter_read(context->interpreter, table, path);
}

static Location table_location(ExtractContext *context, const IrSymbol *symbol)
{
    return extract_location(context,
                            ir_text(symbol->unit->file, symbol->variable->file),
                            symbol->variable->line);
}

static void add_names(ExtractContext *context, const char *name,
                      const char *kind)
{
    const IrSymbol *symbol = NULL;
    const Object *table = migration_table(context, name, &symbol);
    gint64 n =
        table ? interpreter_array_length(context->interpreter, table, "") : 0;

    for (gint64 i = 0; i < n; i++) {
        const char *text = term_c_string(context->interpreter,
                                         migration_cell(context, table, i, ""));
        MigrationParameter *parameter;

        if (!text) {
            continue;
        }
        parameter = fact_set_add_migration_parameter(context->facts);
        parameter->name = fact_set_text(context->facts, text);
        parameter->kind = fact_set_text(context->facts, kind);
        parameter->location = table_location(context, symbol);
        migration_describe(context, parameter, i);
    }
}

/* `mig->flagsMandatory |= QEMU_MIGRATION_COOKIE_X` */
typedef struct Mandatory {
    gint64 bits;
    const char *when; /* of the cookie in hand */
    gint64 bit;
    Location where;
} Mandatory;

static void look_at_mandatory(Walk *walk, const IrNode *node)
{
    Mandatory *mandatory = walk->user;
    const IrNode *target = ir_first(walk->file, node);
    const IrNode *value;

    if (node->kind != IR_ASSIGN || node->op == IR_OP_BIT_AND ||
        target->kind != IR_MEMBER ||
        !g_str_equal(ir_text(walk->file, target->name), "flagsMandatory")) {
        return;
    }
    value = ir_child(walk->file, node, 1);
    if (!(value->flags & IR_HAS_VALUE) && value->kind != IR_NAME) {
        extract_gap(walk->context, "migration-cookie", NULL,
                    "which features are mandatory is not known",
                    walk_location(walk, node).file, node->line);
        return;
    }
    mandatory->bits |= value->value;
    if (value->value & mandatory->bit) {
        mandatory->when = walk_when(walk);
        mandatory->where = walk_location(walk, node);
    }
}

static bool is_about_cookie(const char *path, const char *function)
{
    return g_str_has_prefix(path, "src/qemu/") &&
           (strstr(function, "Cookie") != NULL);
}

static void add_cookies(ExtractContext *context)
{
    const IrSymbol *symbol = NULL;
    const Object *table =
        migration_table(context, "qemuMigrationCookieFlagTypeList", &symbol);
    gint64 n =
        table ? interpreter_array_length(context->interpreter, table, "") : 0;

    if (n <= 0) {
        extract_gap(context, "migration-cookie", NULL,
                    "there are no names of features", NULL, 0);
    }
    for (gint64 i = 0; i < n; i++) {
        const char *name = term_c_string(context->interpreter,
                                         migration_cell(context, table, i, ""));
        MigrationCookie *cookie = fact_set_add_migration_cookie(context->facts);
        Mandatory mandatory = {.bit = (gint64)1 << i};
        Walk walk = {.context = context,
                     .statement = look_at_mandatory,
                     .user = &mandatory};

        walk_program(&walk, is_about_cookie);
        cookie->name = fact_set_text(context->facts, name);
        cookie->mandatory = (mandatory.bits & mandatory.bit) != 0;
        cookie->when = mandatory.when;
        cookie->location = cookie->mandatory ? mandatory.where
                                             : table_location(context, symbol);
    }
}

/* The string argument of a question for one member of a JSON object. */
static const char *asked_key(const IrFile *file, const IrNode *node)
{
    const IrNode *key = ir_child(file, node, 2);

    return key && key->kind == IR_STRING ? ir_text(file, key->name) : NULL;
}

/* Nobody asked QEMU: the function puts a constant into the member. */
static const char *constant_of(Walk *walk, const IrNode *node,
                               const char *member)
{
    const IrNode *target =
        node->kind == IR_ASSIGN ? ir_first(walk->file, node) : NULL;
    const IrNode *value = target ? ir_next(walk->file, target) : NULL;
    const char *found = NULL;

    if (value && target->kind == IR_MEMBER && (value->flags & IR_HAS_VALUE) &&
        g_strcmp0(ir_text(walk->file, target->name), member) == 0) {
        g_autofree char *text =
            g_strdup_printf("%" G_GINT64_FORMAT, value->value);

        return fact_set_text(walk->context->facts, text);
    }
    for (const IrNode *child = ir_first(walk->file, node); child && !found;
         child = ir_next(walk->file, child)) {
        found = constant_of(walk, child, member);
    }
    return found;
}

static const char *value_if_absent(Walk *walk, const char *member)
{
    const IrNode *body = ir_node(walk->file, walk->function->function->body);

    return member && body ? constant_of(walk, body, member) : NULL;
}

static void add_machine_data(Walk *walk, const IrNode *call,
                             const char *assigned)
{
    FactSet *facts = walk->context->facts;
    const char *key = asked_key(walk->file, call);
    const IrNode *answer = ir_child(walk->file, call, 3);
    g_autofree char *path =
        answer ? walk_member_path(walk->file, answer) : NULL;
    const char *member = path ? strrchr(path, '.') + 1 : assigned;
    MachineData *data;

    if (!key) {
        return;
    }
    data = fact_set_add_machine_data(facts);
    data->key = fact_set_text(facts, key);
    data->member = fact_set_text(facts, member);
    data->absent = value_if_absent(walk, data->member);
    data->location = walk_location(walk, call);
}

static void look_for_keys(Walk *walk, const IrNode *node, const char *assigned)
{
    if (node->kind == IR_ASSIGN) {
        const IrNode *target = ir_first(walk->file, node);

        assigned = target->kind == IR_MEMBER ? ir_text(walk->file, target->name)
                                             : NULL;
    }
    if (node->kind == IR_CALL && g_str_has_prefix(walk_callee(walk->file, node),
                                                  "virJSONValueObjectGet")) {
        add_machine_data(walk, node, assigned);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_for_keys(walk, child, assigned);
    }
}

static void look_at_machines(Walk *walk, const IrNode *node)
{
    look_for_keys(walk, node, NULL);
}

static bool is_about_machines(const char *path, const char *function)
{
    (void)path;
    return g_str_equal(function, "qemuMonitorJSONGetMachines");
}

void extract_libvirt_migration(ExtractContext *context)
{
    Walk machines = {.context = context, .statement = look_at_machines};

    for (guint i = 0; i < G_N_ELEMENTS(name_tables); i++) {
        add_names(context, name_tables[i].table, name_tables[i].kind);
    }
    migration_add_calls(context);
    add_cookies(context);
    walk_program(&machines, is_about_machines);
}
