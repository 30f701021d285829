/*
 * Functions that run after a guest's XML was parsed: the driver's callbacks and
 * what they call, and helpers of the functions that are named for it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-reach.h"

#include "extract/libvirt-role.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

#define CONFIGURATION "virQEMUDriverDomainDefParserConfig"

struct LibvirtReach {
    const IrProgram *program;
    GHashTable *seen;   /* const IrSymbol * */
    GPtrArray *found;   /* const IrSymbol *, in the order they were met */
    GHashTable *guards; /* const IrSymbol * -> GArray of LibvirtGuard */
};

/* Only what works on the guest's definition is gone into. */
static bool is_about_parsing(const char *path)
{
    return g_str_has_suffix(path, "/qemu_domain.c") ||
           g_str_has_suffix(path, "/qemu_postparse.c") ||
           g_str_has_suffix(path, "/domain_postparse.c");
}

static bool is_about_guests(const char *path)
{
    return is_about_parsing(path) || g_str_has_suffix(path, "/domain_conf.c");
}

static const IrSymbol *called(const LibvirtReach *reach, const IrUnit *unit,
                              const IrNode *name)
{
    const IrSymbol *function =
        name->kind == IR_NAME && name->op == IR_BIND_FUNCTION
            ? ir_program_function(reach->program, unit,
                                  ir_text(unit->file, name->name))
            : NULL;

    return function && function->function->body ? function : NULL;
}

static void reach_names(LibvirtReach *reach, const IrUnit *unit,
                        const IrNode *node)
{
    const IrSymbol *function = called(reach, unit, node);

    if (function && is_about_parsing(function->unit->path) &&
        g_hash_table_add(reach->seen, (gpointer)function)) {
        g_ptr_array_add(reach->found, (gpointer)function);
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
static void reach_callbacks(LibvirtReach *reach, const IrSymbol *configuration)
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

static CodeRole role_of(const IrSymbol *function)
{
    return code_role(function->unit->path,
                     ir_text(function->unit->file, function->function->name));
}

static bool is_helper(const IrSymbol *function)
{
    return is_about_guests(function->unit->path) &&
           role_of(function) == ROLE_OTHER;
}

/* Of functions that are named for what runs after parsing: one step. */
static void reach_helpers(LibvirtReach *reach, const IrUnit *unit,
                          const IrNode *node)
{
    const IrSymbol *function = called(reach, unit, node);

    if (function && is_helper(function)) {
        g_hash_table_add(reach->seen, (gpointer)function);
    }
    for (const IrNode *child = ir_first(unit->file, node); child;
         child = ir_next(unit->file, child)) {
        reach_helpers(reach, unit, child);
    }
}

/* "model == X" of "def->mems[i]->model == X": what the caller calls the record
 * is no matter. */
static const char *own_part(const LibvirtGuard *guard)
{
    const char *text = guard->name ? guard->name : guard->text;
    const char *arrow = text ? strstr(text, "->") : NULL;
    const char *last = arrow;

    while (arrow && strcspn(text, "(&|") >= (gsize)(arrow - text)) {
        last = arrow;
        arrow = strstr(arrow + 1, "->");
    }
    return last && !strpbrk(text, "(&|") ? last + 2 : text;
}

static bool has_guard(const GArray *guards, const LibvirtGuard *like)
{
    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);

        if (guard->negated == like->negated &&
            g_strcmp0(own_part(guard), own_part(like)) == 0) {
            return true;
        }
    }
    return false;
}

static void keep_common(GArray *guards, const GArray *others)
{
    for (guint i = guards->len; i > 0; i--) {
        if (!has_guard(others, &g_array_index(guards, LibvirtGuard, i - 1))) {
            g_array_remove_index(guards, i - 1);
        }
    }
}

static GArray *guards_here(const Walk *walk)
{
    GArray *guards = g_array_new(FALSE, TRUE, sizeof(LibvirtGuard));

    walk_guards(walk, guards);
    return guards;
}

static void note_calls(Walk *walk, const IrNode *node);

/* In `a && f() < 0` the call is made if `a` holds. */
static void note_calls_after(Walk *walk, const IrNode *node)
{
    const WalkCondition condition = {.node = ir_first(walk->file, node)};
    guint length = walk->conditions->len;

    note_calls(walk, condition.node);
    g_array_append_val(walk->conditions, condition);
    note_calls(walk, ir_child(walk->file, node, 1));
    g_array_set_size(walk->conditions, length);
}

static void note_calls(Walk *walk, const IrNode *node)
{
    const LibvirtReach *reach = walk->user;
    const IrSymbol *function = called(reach, walk->function->unit, node);

    if (node->kind == IR_BINARY && node->op == IR_OP_AND) {
        note_calls_after(walk, node);
        return;
    }
    if (function && is_helper(function)) {
        g_autoptr(GArray) here = guards_here(walk);
        GArray *known = g_hash_table_lookup(reach->guards, function);

        if (known) {
            keep_common(known, here);
        } else {
            g_hash_table_insert(reach->guards, (gpointer)function,
                                g_steal_pointer(&here));
        }
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        note_calls(walk, child);
    }
}

static void look_at_function(LibvirtReach *reach, ExtractContext *context,
                             const IrSymbol *function)
{
    const IrUnit *unit = function->unit;
    Walk walk = {.context = context, .statement = note_calls, .user = reach};

    if (!function->function->body || !is_about_guests(unit->path)) {
        return;
    }
    walk_function(&walk, function);
    if (role_of(function) == ROLE_POST_PARSE) {
        reach_helpers(reach, unit,
                      ir_node(unit->file, function->function->body));
    }
}

LibvirtReach *libvirt_reach_new(ExtractContext *context)
{
    LibvirtReach *reach = g_new0(LibvirtReach, 1);
    const IrSymbol *configuration;

    reach->program = context->tree->program;
    reach->seen = g_hash_table_new(NULL, NULL);
    reach->found = g_ptr_array_new();
    reach->guards =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    configuration = find_configuration(reach->program);
    if (configuration) {
        reach_callbacks(reach, configuration);
    }
    for (guint i = 0; i < ir_program_n_units(reach->program); i++) {
        guint n = 0;
        const IrSymbol *functions = ir_program_unit_functions(
            reach->program, ir_program_unit(reach->program, i), &n);

        for (guint k = 0; k < n; k++) {
            look_at_function(reach, context, &functions[k]);
        }
    }
    return reach;
}

void libvirt_reach_free(LibvirtReach *reach)
{
    if (reach) {
        g_hash_table_unref(reach->seen);
        g_ptr_array_unref(reach->found);
        g_hash_table_unref(reach->guards);
        g_free(reach);
    }
}

bool libvirt_reach_has(const LibvirtReach *reach, const IrSymbol *function)
{
    return g_hash_table_contains(reach->seen, function);
}

const GArray *libvirt_reach_guards(const LibvirtReach *reach,
                                   const IrSymbol *function)
{
    return g_hash_table_lookup(reach->guards, function);
}
