/*
 * Who asks for a migration capability or parameter: the tables of
 * qemu_migration_params.c, and before 4.4 calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-migration.h"

#include "extract/libvirt-xml-walk.h"

#include <string.h>

/* A table, the member that holds the number, and what an entry means. */
typedef struct Table {
    const char *kind;
    const char *name;
    const char *key;
    const char *relation; /* NULL: the `match` member says it */
} Table;

static const Table tables[] = {
    {"capability", "qemuMigrationParamsAlwaysOn", ".cap", "always-on"},
    {"capability", "qemuMigrationParamsFlagMap", ".cap", NULL},
    {"parameter", "qemuMigrationParamsTPMap", ".param", "optional"},
};

/* QEMU_MIGRATION_SOURCE and QEMU_MIGRATION_DESTINATION are bits. */
static const char *party_name(const Term *term)
{
    static const char *const names[] = {NULL, "source", "destination", "both"};
    gint64 number = 0;

    return term_get_integer(term, &number) && number > 0 &&
                   number < (gint64)G_N_ELEMENTS(names)
               ? names[number]
               : NULL;
}

/* QEMU_MIGRATION_FLAG_REQUIRED */
static char *lower_name(const Term *term, const char *prefix)
{
    const char *text = term->kind == TERM_INTEGER ? term->text : NULL;

    if (!text) {
        return NULL;
    }
    return g_ascii_strdown(
        g_str_has_prefix(text, prefix) ? text + strlen(prefix) : text, -1);
}

static void set_type(ExtractContext *context, MigrationParameter *parameter,
                     gint64 number)
{
    const IrSymbol *symbol = NULL;
    const Object *table =
        migration_table(context, "qemuMigrationParamInfo", &symbol);
    const char *member = ".type";
    g_autofree char *type = NULL;

    if (!table) {
        table = migration_table(context, "qemuMigrationParamTypes", &symbol);
        member = "";
    }
    if (table) {
        type = lower_name(migration_cell(context, table, number, member),
                          "QEMU_MIGRATION_PARAM_TYPE_");
        parameter->type = fact_set_text(context->facts, type);
    }
}

static void fill(ExtractContext *context, MigrationParameter *parameter,
                 const Table *kind, const Object *table, gint64 entry)
{
    FactSet *facts = context->facts;
    const Term *key = migration_cell(context, table, entry, kind->key);
    g_autofree char *match =
        kind->relation
            ? g_strdup(kind->relation)
            : lower_name(migration_cell(context, table, entry, ".match"),
                         "QEMU_MIGRATION_FLAG_");
    const Term *flag = migration_cell(context, table, entry, ".flag");

    parameter->symbol =
        fact_set_text(facts, key->kind == TERM_INTEGER ? key->text : NULL);
    parameter->party = fact_set_text(
        facts, party_name(migration_cell(context, table, entry, ".party")));
    /* Until 5.6 every flag required its capability. */
    parameter->relation = fact_set_text(facts, match ? match : "required");
    parameter->flag =
        kind->relation
            ? NULL
            : fact_set_text(facts,
                            flag->kind == TERM_INTEGER ? flag->text : NULL);
    parameter->api_name = fact_set_text(
        facts,
        term_c_string(context->interpreter,
                      migration_cell(context, table, entry, ".typedParam")));
}

void migration_describe(ExtractContext *context, MigrationParameter *parameter,
                        gint64 number)
{
    bool is_filled = false;

    if (g_str_equal(parameter->kind, "parameter")) {
        set_type(context, parameter, number);
    }
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        const IrSymbol *symbol = NULL;
        const Object *table = migration_table(context, tables[i].name, &symbol);
        gint64 n =
            table ? interpreter_array_length(context->interpreter, table, "")
                  : 0;

        for (gint64 k = 0;
             k < n && g_str_equal(tables[i].kind, parameter->kind); k++) {
            gint64 key = -1;

            if (!term_get_integer(
                    migration_cell(context, table, k, tables[i].key), &key) ||
                key != number) {
                continue;
            }
            if (is_filled) {
                MigrationParameter *other =
                    fact_set_add_migration_parameter(context->facts);

                *other = *parameter;
                parameter = other;
            }
            fill(context, parameter, &tables[i], table, k);
            is_filled = true;
        }
    }
}

/* Which side runs the function, by libvirt's names for the phases. */
static const char *side_of(const char *function)
{
    static const struct {
        const char *part;
        const char *party;
    } phases[] = {
        {"Prepare", "destination"}, {"Finish", "destination"},
        {"Dst", "destination"},     {"Run", "source"},
        {"Begin", "source"},        {"Src", "source"},
        {"Perform", "source"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(phases); i++) {
        if (strstr(function, phases[i].part)) {
            return phases[i].party;
        }
    }
    return NULL;
}

/* Names were a table of the monitor. NULL if it has none of that number. */
static const char *monitor_name(ExtractContext *context, gint64 number)
{
    const IrSymbol *symbol = NULL;
    const Object *table =
        migration_table(context, "qemuMonitorMigrationCapsTypeList", &symbol);

    return table ? fact_set_text(context->facts,
                                 term_c_string(context->interpreter,
                                               migration_cell(context, table,
                                                              number, "")))
                 : NULL;
}

static void look_at_call(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;

    if (node->kind == IR_CALL &&
        g_str_equal(walk_callee(walk->file, node), "qemuMigrationSetOption")) {
        const IrNode *name =
            walk_find_name(walk->file, node, "MIGRATION_CAPS_");
        MigrationParameter *parameter;

        if (!name) {
            return;
        }
        parameter = fact_set_add_migration_parameter(facts);
        parameter->symbol =
            fact_set_text(facts, ir_text(walk->file, name->name));
        parameter->name = monitor_name(walk->context, name->value);
        parameter->kind = "capability";
        parameter->relation = "required";
        parameter->party = side_of(walk_function_name(walk));
        parameter->location = walk_location(walk, node);
        return;
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at_call(walk, child);
    }
}

static bool is_about_migration(const char *path, const char *function)
{
    (void)function;
    return g_str_has_suffix(path, "/qemu_migration.c");
}

void migration_add_calls(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_at_call};

    walk_program(&walk, is_about_migration);
}
