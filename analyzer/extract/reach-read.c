/*
 * What each function and variable refers to, and which types it names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/reach-graph.h"

#include <string.h>

/* A format must hold that much besides conversions to tell names apart. */
#define MIN_LITERAL 3

typedef struct Reader {
    Reach *reach;
    const IrUnit *unit; /* NULL in a file that was not parsed */
    const IrFile *file;
    guint self;
    guint *seen; /* of nodes: the last one that has an edge to it, plus one */
} Reader;

/* Functions whose string arguments name types that are there already. */
static const char *const questions[] = {
    "object_dynamic_cast",
    "object_dynamic_cast_assert",
    "object_class_dynamic_cast",
    "object_class_dynamic_cast_assert",
    "object_resolve_path_type",
    "object_property_add_link",
    "object_class_property_add_link",
    "object_register_sugar_prop",
    "object_class_get_list",
    "object_class_get_list_sorted",
    "object_class_foreach",
    "qemu_log",
    "error_setg_internal",
    "error_report",
    "warn_report",
    "info_report",
    NULL,
};

static void read_node(Reader *reader, const IrNode *node);

static void add_type(Reader *reader, guint type)
{
    Reach *reach = reader->reach;

    g_array_append_val(reach->types, type);
    reach->named[type / 64] |= (guint64)1 << (type % 64);
}

/* "aspeed.gpio-%s" -> "aspeed.gpio-*"; NULL if it would tell too little. */
static char *glob_of(const char *format)
{
    g_autoptr(GString) glob = g_string_new(NULL);
    guint n_literal = 0;

    for (; *format; format++) {
        if (*format != '%' || !format[1]) {
            n_literal += g_ascii_isalnum(*format) ? 1 : 0;
            g_string_append_c(glob, *format);
            continue;
        }
        format += 1 + strspn(format + 1, "-+ #0123456789.*hlzjt");
        if (!*format) {
            break;
        }
        g_string_append_c(glob, *format == '%' ? '%' : '*');
    }
    return n_literal < MIN_LITERAL
               ? NULL
               : g_string_free(g_steal_pointer(&glob), FALSE);
}

static GArray *matching_types(const Reach *reach, const char *format)
{
    GArray *types = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *glob = NULL;

    glob = strpbrk(format, " \n?") ? NULL : glob_of(format);
    for (guint i = 0; glob && i < reach->names->len; i++) {
        if (g_pattern_match_simple(glob, reach->names->pdata[i])) {
            g_array_append_val(types, i);
        }
    }
    return types;
}

static void read_format(Reader *reader, const char *format)
{
    Reach *reach = reader->reach;
    GArray *types = g_hash_table_lookup(reach->patterns, format);

    if (!types) {
        types = matching_types(reach, format);
        g_hash_table_insert(reach->patterns, (char *)format, types);
    }
    for (guint i = 0; i < types->len; i++) {
        add_type(reader, g_array_index(types, guint, i));
    }
}

static void add_edge(Reader *reader, guint to)
{
    if (reader->seen[to] != reader->self + 1) {
        reader->seen[to] = reader->self + 1;
        g_array_append_val(reader->reach->edges, to);
    }
}

/* In a part of a tree: the type's file was not parsed, and its code runs where
 * an object of it can be. */
static void read_sketched(Reader *reader, const char *name)
{
    const GArray *list = g_hash_table_lookup(reader->reach->sketched, name);

    for (guint i = 0; list && i < list->len; i++) {
        add_edge(reader, g_array_index(list, guint, i));
    }
}

static void read_string(Reader *reader, const char *text)
{
    guint found = GPOINTER_TO_UINT(
        g_hash_table_lookup(reader->reach->type_by_name, text));

    if (found) {
        add_type(reader, found - 1);
    } else if (strchr(text, '%')) {
        read_format(reader, text);
    } else {
        read_sketched(reader, text);
    }
}

/* The unit's own, or its headers'. */
static bool add_near(Reader *reader, const IrSymbol *symbol)
{
    guint found = GPOINTER_TO_UINT(
        symbol ? g_hash_table_lookup(reader->reach->by_symbol, symbol) : NULL);

    if (!found || (symbol->unit != reader->unit && !symbol->unit->is_headers)) {
        return false;
    }
    add_edge(reader, found - 1);
    return true;
}

/* Every definition that the linker could choose. */
static void add_far(Reader *reader, GHashTable *lists, const char *name)
{
    const GArray *list = g_hash_table_lookup(lists, name);

    for (guint i = 0; list && i < list->len; i++) {
        guint to = g_array_index(list, guint, i);
        const IrSymbol *symbol = reach_node(reader->reach, to)->symbol;
        const IrUnit *unit = symbol ? symbol->unit : NULL;

        if (unit && reader->unit && unit->is_specific &&
            reader->unit->is_specific &&
            !g_str_equal(unit->group, reader->unit->group)) {
            continue;
        }
        add_edge(reader, to);
    }
}

static void read_name(Reader *reader, const IrNode *node)
{
    const Reach *reach = reader->reach;
    const IrProgram *program = reach->tree->program;
    const char *name = ir_text(reader->file, node->name);

    if (node->op == IR_BIND_GLOBAL) {
        if (!add_near(reader,
                      ir_program_variable(program, reader->unit, name))) {
            add_far(reader, reach->variables, name);
        }
    } else if (node->op == IR_BIND_FUNCTION || node->op == IR_BIND_UNKNOWN) {
        if (!add_near(reader,
                      ir_program_function(program, reader->unit, name))) {
            add_far(reader, reach->functions, name);
        }
    }
}

static bool is_question(const Reader *reader, const IrNode *call)
{
    const IrNode *callee = ir_first(reader->file, call);

    return callee && callee->kind == IR_NAME &&
           g_strv_contains(questions, ir_text(reader->file, callee->name));
}

/* Lists of what to set on objects, and of what is registered. */
static bool is_passive(const char *type)
{
    return strstr(type, "GlobalProperty") || strstr(type, "TypeInfo");
}

static bool is_link(const Reader *reader, const IrNode *node)
{
    return node->kind == IR_FIELD_INIT &&
           g_str_equal(ir_text(reader->file, node->name), "link_type");
}

/* `dc->bus_type = TYPE_X_BUS`: where it goes, not what it makes. */
static bool is_place(const Reader *reader, const IrNode *node)
{
    const IrNode *target = ir_first(reader->file, node);

    return node->kind == IR_ASSIGN && target && target->kind == IR_MEMBER &&
           g_str_equal(ir_text(reader->file, target->name), "bus_type");
}

static void read_children(Reader *reader, const IrNode *node, bool no_strings)
{
    for (const IrNode *child = ir_first(reader->file, node); child;
         child = ir_next(reader->file, child)) {
        if (!no_strings || child->kind != IR_STRING) {
            read_node(reader, child);
        }
    }
}

static void read_node(Reader *reader, const IrNode *node)
{
    switch (node->kind) {
    case IR_STRING:
        read_string(reader, ir_text(reader->file, node->name));
        return;
    case IR_NAME:
        read_name(reader, node);
        return;
    case IR_CALL:
        read_children(reader, node, is_question(reader, node));
        return;
    case IR_DECLARE:
    case IR_COMPOUND:
        if (is_passive(ir_text(reader->file, node->type))) {
            return;
        }
        break;
    default:
        break;
    }
    if (!is_link(reader, node) && !is_place(reader, node)) {
        read_children(reader, node, false);
    }
}

static void read_symbol(Reader *reader, const IrSymbol *symbol)
{
    reader->unit = symbol->unit;
    reader->file = symbol->unit->file;
    if (symbol->function) {
        read_node(reader, ir_node(reader->file, symbol->function->body));
    } else if (!is_passive(ir_text(reader->file, symbol->variable->type))) {
        read_node(reader, ir_node(reader->file, symbol->variable->init));
    }
}

static void read_sketch(Reader *reader, const IrSketch *sketch)
{
    reader->unit = NULL;
    for (guint i = 0; i < sketch->uses->len; i++) {
        const char *name = g_ptr_array_index(sketch->uses, i);

        add_far(reader, reader->reach->functions, name);
        add_far(reader, reader->reach->variables, name);
    }
    for (guint i = 0; i < sketch->strings->len; i++) {
        read_string(reader, g_ptr_array_index(sketch->strings, i));
    }
}

void reach_read_nodes(Reach *reach)
{
    g_autofree guint *seen = g_new0(guint, reach->nodes->len + 1);
    Reader reader = {.reach = reach, .seen = seen};

    for (guint i = 0; i < reach->nodes->len; i++) {
        ReachNode *node = reach_node(reach, i);

        reader.self = i;
        node->first_edge = reach->edges->len;
        node->first_type = reach->types->len;
        if (node->sketch) {
            read_sketch(&reader, node->sketch);
        } else {
            read_symbol(&reader, node->symbol);
        }
        node->n_edges = reach->edges->len - node->first_edge;
        node->n_types = reach->types->len - node->first_type;
    }
}
