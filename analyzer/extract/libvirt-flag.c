/*
 * Local flags: a function that emits arguments under `if (needBackend)` has
 * set the variable before, each time under conditions of its own.
 *
 * Only constants that are put into a variable whose plain name is a guard of
 * some emission of that function.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "extract/extractors.h"
#include "extract/libvirt-xml-walk.h"

/* "needBackend", but not "i". */
static bool is_name(const char *text)
{
    gsize length = text ? strlen(text) : 0;

    for (const char *at = text; at && *at; at++) {
        if (!g_ascii_isalnum(*at) && *at != '_') {
            return false;
        }
    }
    return length > 2 && !g_ascii_isdigit(*text);
}

static char *flag_key(const char *function, const char *name)
{
    return g_strconcat(function, " ", name, NULL);
}

/* "function name" of each flag, and the functions. */
static void collect(const FactSet *facts, GHashTable *flags,
                    GHashTable *functions)
{
    const GPtrArray *emissions = fact_set_emissions(facts);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);

        for (guint k = 0; k < emission->guards->len; k++) {
            const LibvirtGuard *guard =
                &g_array_index(emission->guards, LibvirtGuard, k);

            if (is_name(guard->text) && emission->function) {
                g_hash_table_add(flags,
                                 flag_key(emission->function, guard->text));
                g_hash_table_add(functions, (gpointer)emission->function);
            }
        }
    }
}

static void look_at_assignment(Walk *walk, const IrNode *node)
{
    FactSet *facts = walk->context->facts;
    const IrNode *target =
        node->kind == IR_ASSIGN ? ir_first(walk->file, node) : NULL;
    const IrNode *value = target ? ir_next(walk->file, target) : NULL;
    g_autofree char *key = NULL;
    g_autofree char *text = NULL;
    LocalFlag *flag;

    if (!value || target->kind != IR_NAME || !(value->flags & IR_HAS_VALUE)) {
        return;
    }
    key = flag_key(walk_function_name(walk), ir_text(walk->file, target->name));
    if (!g_hash_table_contains(walk->user, key)) {
        return;
    }
    text = g_strdup_printf("%" G_GINT64_FORMAT, value->value);
    flag = fact_set_add_local_flag(facts);
    flag->function = walk_function_name(walk);
    flag->name = fact_set_text(facts, ir_text(walk->file, target->name));
    flag->value = fact_set_text(facts, text);
    flag->location = walk_location(walk, node);
    walk_guards(walk, flag->guards);
}

/* Only the tests around an assignment: what left the function before it did so
 * for what is emitted, too. */
static void read_node(Walk *walk, const IrNode *node);

static void read_under(Walk *walk, const IrNode *node, const IrNode *test,
                       bool negated)
{
    WalkCondition condition = {.node = test, .negated = negated};

    if (node) {
        g_array_append_val(walk->conditions, condition);
        read_node(walk, node);
        g_array_set_size(walk->conditions, walk->conditions->len - 1);
    }
}

static void read_node(Walk *walk, const IrNode *node)
{
    if (node->kind == IR_IF) {
        const IrNode *test = ir_child(walk->file, node, 0);

        read_under(walk, ir_child(walk->file, node, 1), test, false);
        read_under(walk, ir_child(walk->file, node, 2), test, true);
        return;
    }
    look_at_assignment(walk, node);
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        read_node(walk, child);
    }
}

static void read_function(Walk *walk, const IrSymbol *function)
{
    const IrNode *body =
        ir_node(function->unit->file, function->function->body);

    walk->function = function;
    walk->file = function->unit->file;
    if (body) {
        read_node(walk, body);
    }
}

void extract_libvirt_flag(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    g_autoptr(GHashTable) functions = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) flags =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Walk walk = {.context = context, .user = flags};

    walk.conditions = g_array_new(FALSE, FALSE, sizeof(WalkCondition));
    collect(context->facts, flags, functions);
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *all = ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            if (g_hash_table_contains(
                    functions, ir_text(unit->file, all[k].function->name))) {
                read_function(&walk, &all[k]);
            }
        }
    }
    g_array_unref(walk.conditions);
}
