/*
 * libvirt's capabilities of a QEMU: their names, how each is detected, which
 * ones are retired, and the oldest QEMU that is taken.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-capability.h"

#include "extract/extractors.h"

#include <string.h>

#define RETIRED_PREFIX "X_"
#define ENTRY_POINT    "virQEMUCapsInitQMPMonitor"

static const IrEnum *find_enum(const IrProgram *program, const char *name,
                               const IrUnit **ret_unit)
{
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrEnum *enums = ir_enums(unit->file, &n);

        for (guint k = 0; k < n; k++) {
            if (g_str_equal(ir_text(unit->file, enums[k].name), name)) {
                *ret_unit = unit;
                return &enums[k];
            }
        }
    }
    return NULL;
}

static const IrField *constants(const IrUnit *unit, const IrEnum *enumeration)
{
    guint n = 0;

    return ir_fields(unit->file, &n) + enumeration->first_constant;
}

/* The string for a number in the table that VIR_ENUM_IMPL makes. */
static const char *flag_text(CapabilityRun *run, const Object *table,
                             gint64 number)
{
    g_autofree char *path = g_strdup_printf("[%" G_GINT64_FORMAT "]", number);

    return table
               ? term_c_string(run->interpreter,
                               interpreter_read(run->interpreter, table, path))
               : NULL;
}

static void add_capability(CapabilityRun *run, const IrUnit *unit,
                           const IrEnum *enumeration, const IrField *constant,
                           const Object *table)
{
    FactSet *facts = run->context->facts;
    const char *name = ir_text(unit->file, constant->name);
    const char *flag;
    Capability *capability;

    if (g_str_has_suffix(name, "_LAST")) {
        return;
    }
    flag = flag_text(run, table, constant->offset);
    if (!flag) {
        extract_gap(run->context, "capability", name,
                    "its name is not in the table",
                    ir_text(unit->file, enumeration->file), enumeration->line);
        return;
    }
    capability = fact_set_add_capability(facts);
    capability->name = fact_set_text(facts, name);
    capability->flag = fact_set_text(facts, flag);
    capability->number = constant->offset;
    capability->retired = g_str_has_prefix(name, RETIRED_PREFIX);
    capability->location =
        extract_location(run->context, ir_text(unit->file, enumeration->file),
                         enumeration->line);
    g_hash_table_insert(run->flags, (char *)capability->name, capability);
}

static bool add_capabilities(CapabilityRun *run, const IrUnit *home)
{
    const IrProgram *program = run->context->tree->program;
    const IrSymbol *names =
        ir_program_variable(program, home, "virQEMUCapsTypeList");
    const Object *table =
        names ? interpreter_variable(run->interpreter, names) : NULL;
    const IrUnit *unit = NULL;
    const IrEnum *flags = find_enum(program, "virQEMUCapsFlags", &unit);

    if (!flags || !table) {
        extract_gap(run->context, "capability", NULL,
                    "there are no names of capabilities", NULL, 0);
        return false;
    }
    for (guint i = 0; i < flags->n_constants; i++) {
        add_capability(run, unit, flags, constants(unit, flags) + i, table);
    }
    return true;
}

static void read_architectures(CapabilityRun *run)
{
    const IrUnit *unit = NULL;
    const IrEnum *list =
        find_enum(run->context->tree->program, "virArch", &unit);

    for (guint i = 0; list && i < list->n_constants; i++) {
        const IrField *constant = constants(unit, list) + i;

        g_hash_table_insert(run->architectures,
                            GINT_TO_POINTER((gint)constant->offset),
                            (char *)ir_text(unit->file, constant->name));
    }
}

static void note_gap(const char *construct, const char *reason,
                     const Location *where, void *user)
{
    CapabilityRun *run = user;

    extract_gap(run->context, construct, "capability", reason, where->file,
                where->line);
}

/* A rule that asks one thing only is a way to detect the capability. */
static void add_detection(CapabilityRun *run, const CapabilityRule *rule)
{
    Capability *capability = g_hash_table_lookup(run->flags, rule->capability);
    CapabilityDetection detection = {.location = rule->location};
    const LibvirtGuard *asked = NULL;

    if (!capability || !g_str_equal(rule->action, "set")) {
        return;
    }
    for (guint i = 0; i < rule->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(rule->guards, LibvirtGuard, i);

        if (!guard->negated && !g_str_equal(guard->kind, "capability") &&
            !g_str_equal(guard->kind, "architecture")) {
            asked = guard;
        }
    }
    detection.kind =
        fact_set_text(run->context->facts, asked ? asked->kind : "always");
    if (asked && strstr(asked->kind, "property")) {
        detection.driver = asked->name;
        detection.property = asked->text;
    } else if (asked && g_str_equal(asked->kind, "command-line-option")) {
        detection.option = asked->name;
        detection.property = asked->text;
    } else if (asked && g_str_equal(asked->kind, "qom-type")) {
        detection.driver = asked->name;
    } else if (asked) {
        detection.query = asked->name;
    }
    g_array_append_val(capability->detected_by, detection);
}

/* That it is not set yet is no condition for setting it. */
static bool is_about_itself(const CapabilityRule *rule,
                            const LibvirtGuard *guard)
{
    return g_str_equal(guard->kind, "capability") && guard->negated &&
           g_str_equal(rule->action, "set") &&
           g_strcmp0(guard->name, rule->capability) == 0;
}

static void add_rule(CapabilityRun *run, const Call *call, const char *action,
                     const char *name, const GArray *clause)
{
    FactSet *facts = run->context->facts;
    CapabilityRule *rule = fact_set_add_capability_rule(facts);

    rule->order = run->order++;
    rule->action = fact_set_text(facts, action);
    rule->capability = fact_set_text(facts, name);
    if (call->caller) {
        rule->function =
            fact_set_text(facts, ir_text(call->caller->unit->file,
                                         call->caller->function->name));
    }
    rule->location =
        extract_location(run->context, call->where.file, call->where.line);
    for (guint i = 0; i < clause->len; i++) {
        const LibvirtGuard *guard = &g_array_index(clause, LibvirtGuard, i);

        if (!is_about_itself(rule, guard)) {
            g_array_append_val(rule->guards, *guard);
        }
    }
    add_detection(run, rule);
}

void capability_add_rule(CapabilityRun *run, const Call *call,
                         const char *action, const Term *flag,
                         const char *extra)
{
    const char *name = term_text(run->interpreter, flag);
    g_autoptr(GPtrArray) clauses = NULL;

    if (flag->kind != TERM_INTEGER) {
        extract_gap(run->context, "capability", name,
                    "which one is set is not known", call->where.file,
                    call->where.line);
        return;
    }
    clauses = capability_clauses(run, extra);
    for (guint i = 0; i < clauses->len; i++) {
        add_rule(run, call, action, name, clauses->pdata[i]);
    }
}

/* The number that `name` is compared with by '<' somewhere below the node;
 * -1: it is not. */
static gint64 least(const IrFile *file, const IrNode *node, const char *name)
{
    const IrNode *left = ir_first(file, node);

    if (node->kind == IR_BINARY && node->op == IR_OP_LESS &&
        left->kind == IR_NAME && g_str_equal(ir_text(file, left->name), name)) {
        return ir_next(file, left)->value;
    }
    for (const IrNode *child = left; child; child = ir_next(file, child)) {
        gint64 found = least(file, child, name);

        if (found >= 0) {
            return found;
        }
    }
    return -1;
}

static void read_minimum(ExtractContext *context, const IrSymbol *entry)
{
    const IrFile *file = entry->unit->file;
    const IrNode *body = ir_node(file, entry->function->body);
    gint64 major = body ? least(file, body, "major") : -1;
    gint64 minor = body ? least(file, body, "minor") : -1;
    g_autofree char *version = NULL;

    if (major < 0) {
        extract_gap(
            context, "capability", "minimum QEMU", "no version is refused",
            ir_text(file, entry->function->file), entry->function->line);
        return;
    }
    version = g_strdup_printf("%d.%d.0", (int)major, (int)MAX(minor, 0));
    fact_set_set_minimum_qemu(context->facts, version);
}

void extract_libvirt_capability(ExtractContext *context)
{
    const IrSymbol *entry =
        ir_program_function(context->tree->program, NULL, ENTRY_POINT);
    CapabilityRun run = {.context = context};
    InterpreterConfig config = {
        .builtins = capability_builtins,
        .n_builtins = n_capability_builtins,
        .user = &run,
        .gap = note_gap,
        .exclusive_tests = true,
        .first_pass_only = true,
        .judge = capability_judge,
    };

    if (!entry || !entry->function->body) {
        extract_gap(context, "capability", ENTRY_POINT,
                    "there is no such function", NULL, 0);
        return;
    }
    run.interpreter = interpreter_new(context->tree->program, &config);
    run.flags = g_hash_table_new(g_str_hash, g_str_equal);
    run.architectures = g_hash_table_new(NULL, NULL);
    read_architectures(&run);
    read_minimum(context, entry);
    if (add_capabilities(&run, entry->unit)) {
        interpreter_call(run.interpreter, entry, NULL, 0);
    }
    g_hash_table_unref(run.architectures);
    g_hash_table_unref(run.flags);
    interpreter_free(run.interpreter);
}
