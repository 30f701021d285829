/*
 * Local variables and the flags that are asked for through them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-local.h"

#include "extract/libvirt-role.h"

#include <string.h>

enum {
    MAX_DEPTH = 3
};

struct Locals {
    GHashTable *values; /* name -> GPtrArray of const IrNode * */
};

static void note(Locals *locals, const char *name, const IrNode *value)
{
    GPtrArray *list = g_hash_table_lookup(locals->values, name);

    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(locals->values, (gpointer)name, list);
    }
    g_ptr_array_add(list, (gpointer)value);
}

static void collect(Locals *locals, const IrFile *file, const IrNode *node)
{
    const IrNode *first = ir_first(file, node);

    if (node->kind == IR_DECLARE && first) {
        note(locals, ir_text(file, node->name), first);
    } else if (node->kind == IR_ASSIGN && first->kind == IR_NAME &&
               first->op == IR_BIND_LOCAL) {
        note(locals, ir_text(file, first->name), ir_next(file, first));
    }
    for (const IrNode *child = first; child; child = ir_next(file, child)) {
        collect(locals, file, child);
    }
}

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

Locals *locals_new(const IrSymbol *function)
{
    Locals *locals = g_new0(Locals, 1);
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);

    locals->values =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    if (body) {
        collect(locals, file, body);
    }
    return locals;
}

void locals_free(Locals *locals)
{
    if (locals) {
        g_hash_table_unref(locals->values);
        g_free(locals);
    }
}

const GPtrArray *locals_values(const Locals *locals, const char *name)
{
    return g_hash_table_lookup(locals->values, name);
}

static char *find_member(const Locals *locals, const IrFile *file,
                         const IrNode *node, guint depth)
{
    char *found = guest_member_below(file, node);
    const GPtrArray *values;

    if (found || depth == MAX_DEPTH) {
        return found;
    }
    values = node->kind == IR_NAME
                 ? locals_values(locals, ir_text(file, node->name))
                 : NULL;
    for (guint i = 0; values && !found && i < values->len; i++) {
        found = find_member(locals, file, values->pdata[i], depth + 1);
    }
    for (const IrNode *child = ir_first(file, node); child && !found;
         child = ir_next(file, child)) {
        found = find_member(locals, file, child, depth);
    }
    return found;
}

char *locals_member(const Locals *locals, const IrFile *file,
                    const IrNode *node)
{
    return find_member(locals, file, node, 0);
}

/* The names by which the same flag goes, public and internal. */
static const char *flag_of(const char *name)
{
    static const char *const prefixes[] = {
        "VIR_DOMAIN_XML_INTERNAL_", "VIR_DOMAIN_XML_",
        "VIR_DOMAIN_DEF_FORMAT_",   "VIR_DOMAIN_DEF_PARSE_",
        "VIR_DOMAIN_DEF_FEATURE_",  "QEMU_MIGRATION_COOKIE_",
    };

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i])) {
            return name + strlen(prefixes[i]);
        }
    }
    return NULL;
}

static void add_flags(const Locals *locals, const IrFile *file,
                      const IrNode *node, guint depth, GPtrArray *flags)
{
    const char *name = node->kind == IR_NAME ? ir_text(file, node->name) : NULL;
    const char *flag = name ? flag_of(name) : NULL;
    const GPtrArray *values =
        name && !flag && depth < MAX_DEPTH ? locals_values(locals, name) : NULL;

    if (flag) {
        g_ptr_array_add(flags, (gpointer)flag);
    }
    for (guint i = 0; values && i < values->len; i++) {
        add_flags(locals, file, values->pdata[i], depth + 1, flags);
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        add_flags(locals, file, child, depth, flags);
    }
}

LibvirtNames locals_flags(const Locals *locals, const Walk *walk)
{
    g_autoptr(GPtrArray) flags = g_ptr_array_new();

    for (guint i = 0; i < walk->conditions->len; i++) {
        const WalkCondition *condition =
            &g_array_index(walk->conditions, WalkCondition, i);

        if (!condition->is_case) {
            add_flags(locals, walk->file, condition->node, 0, flags);
        }
    }
    if (flags->len == 0) {
        return NULL;
    }
    g_ptr_array_add(flags, NULL);
    return fact_set_names(walk->context->facts,
                          (const char *const *)flags->pdata);
}
