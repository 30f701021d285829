/*
 * Finding the part of an initialiser that a path names. Later parts win over
 * earlier ones, as in C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/initialiser.h"

#include <string.h>

#define INDEXED_FROM 16u

/* The search: what is left of the path, from the outermost step on. */
typedef struct Search {
    Interpreter *interpreter;
    const IrUnit *unit;
    const Path *const *steps;
    guint n_steps;
} Search;

static Initial find(const Search *search, const IrNode *node);

static Search search_rest(const Search *search)
{
    Search rest = *search;

    rest.steps++;
    rest.n_steps--;
    return rest;
}

static gint64 last_index(const IrFile *file, const IrNode *node)
{
    const IrNode *last =
        node->flags & IR_RANGE ? ir_child(file, node, 1) : NULL;

    return last ? last->value : node->value;
}

static bool covers(const Search *search, const IrNode *part)
{
    const IrFile *file = search->unit->file;
    const Path *step = search->steps[0];

    if (step->member) {
        return part->kind == IR_FIELD_INIT &&
               g_str_equal(ir_text(file, part->name), step->member);
    }
    return part->kind == IR_INDEX_INIT && step->index >= part->value &&
           step->index <= last_index(file, part);
}

/* Follows one part; false if it is about something else. */
static bool follow(const Search *search, const IrNode *part,
                   Initial *ret_initial)
{
    const IrNode *value = ir_first(search->unit->file, part);
    Search rest;

    if (search->n_steps == 0) {
        *ret_initial = (Initial){INITIAL_AGGREGATE, part, 0};
        return true;
    }
    if (!covers(search, part)) {
        return false;
    }
    rest = search_rest(search);
    if (value &&
        (value->kind == IR_FIELD_INIT || value->kind == IR_INDEX_INIT)) {
        return follow(&rest, value, ret_initial);
    }
    *ret_initial =
        value ? find(&rest, value) : (Initial){INITIAL_ABSENT, NULL, 0};
    return true;
}

/* A list of many plain elements by index; NULL if it is not one. */
static GPtrArray *elements_of(const Search *search, const IrNode *list)
{
    const IrFile *file = search->unit->file;
    GHashTable *lists = search->interpreter->lists;
    GPtrArray *elements = g_hash_table_lookup(lists, list);
    const IrNode *part;

    if (elements) {
        return elements->len >= INDEXED_FROM ? elements : NULL;
    }
    elements = g_ptr_array_new();
    for (part = ir_first(file, list); part; part = ir_next(file, part)) {
        const IrNode *value = ir_first(file, part);

        if (part->kind != IR_INDEX_INIT || part->flags & IR_RANGE ||
            part->value != (gint64)elements->len || !value ||
            value->kind == IR_FIELD_INIT || value->kind == IR_INDEX_INIT) {
            g_ptr_array_set_size(elements, 0);
            break;
        }
        g_ptr_array_add(elements, (IrNode *)part);
    }
    g_hash_table_insert(lists, (IrNode *)list, elements);
    return elements->len >= INDEXED_FROM ? elements : NULL;
}

/* The member that a list gives to its embedded parent. */
static bool find_in_embedded(const Search *search, const IrNode *list,
                             Initial *ret_initial)
{
    Interpreter *interpreter = search->interpreter;
    const IrFile *file = search->unit->file;
    const Type *type =
        type_of(interpreter->types, search->unit, ir_text(file, list->type));
    const char *name = type->kind == TYPE_RECORD && search->steps[0]->member
                           ? type_embedded(interpreter->types, search->unit,
                                           type->record, NULL)
                           : NULL;
    bool found = false;
    const IrNode *part;

    for (part = name ? ir_first(file, list) : NULL; part;
         part = ir_next(file, part)) {
        const IrNode *value = ir_first(file, part);

        if (!value || part->kind != IR_FIELD_INIT ||
            !g_str_equal(ir_text(file, part->name), name)) {
            continue;
        }
        if (value->kind == IR_FIELD_INIT || value->kind == IR_INDEX_INIT) {
            found = follow(search, value, ret_initial) || found;
        } else {
            *ret_initial = find(search, value);
            found = true;
        }
    }
    return found;
}

static Initial find_in_list(const Search *search, const IrNode *list)
{
    const IrFile *file = search->unit->file;
    Initial initial = {INITIAL_ABSENT, NULL, 0};
    const Path *step = search->steps[0];
    GPtrArray *elements = step->member ? NULL : elements_of(search, list);
    bool found = false;
    const IrNode *part;

    if (elements) {
        if (step->index >= 0 && step->index < (gint64)elements->len) {
            follow(search, g_ptr_array_index(elements, step->index), &initial);
        }
        return initial;
    }
    for (part = ir_first(file, list); part; part = ir_next(file, part)) {
        found = follow(search, part, &initial) || found;
    }
    if (!found) {
        find_in_embedded(search, list, &initial);
    }
    return initial;
}

static Initial find_in_string(const Search *search, const IrNode *node)
{
    const char *text = ir_text(search->unit->file, node->name);
    const Path *step = search->steps[0];
    gint64 length = (gint64)strlen(text);

    if (search->n_steps > 1 || step->member) {
        return (Initial){INITIAL_OTHER, node, 0};
    }
    return (Initial){
        INITIAL_CHARACTER, node,
        step->index >= 0 && step->index < length ? text[step->index] : 0};
}

static Initial find(const Search *search, const IrNode *node)
{
    const IrFile *file = search->unit->file;

    while (node && (node->kind == IR_COMPOUND || node->kind == IR_CAST) &&
           search->n_steps > 0) {
        node = ir_first(file, node);
    }
    if (!node) {
        return (Initial){INITIAL_ABSENT, NULL, 0};
    }
    if (search->n_steps == 0) {
        return (Initial){INITIAL_VALUE, node, 0};
    }
    switch (node->kind) {
    case IR_INIT_LIST:
        return find_in_list(search, node);
    case IR_STRING:
        return find_in_string(search, node);
    default:
        return (Initial){INITIAL_OTHER, node, 0};
    }
}

Initial initialiser_find(Interpreter *interpreter, const IrUnit *unit,
                         const IrNode *root, const Path *path)
{
    const Path *few[16];
    g_autofree const Path **many = NULL;
    const Path **steps = few;
    Search search = {interpreter, unit, NULL, path->depth};

    if (path->depth > G_N_ELEMENTS(few)) {
        many = g_new(const Path *, path->depth);
        steps = many;
    }
    for (const Path *step = path; step->depth > 0; step = step->parent) {
        steps[step->depth - 1] = step;
    }
    search.steps = steps;
    return find(&search, root);
}

gint64 initialiser_length(Interpreter *interpreter, const IrUnit *unit,
                          const IrNode *node)
{
    const IrFile *file = unit->file;
    gint64 length = 0;

    (void)interpreter;
    if (node->kind == IR_COMPOUND || node->kind == IR_CAST) {
        node = ir_first(file, node);
    }
    if (node && node->kind == IR_STRING) {
        return (gint64)strlen(ir_text(file, node->name)) + 1;
    }
    if (!node || node->kind != IR_INIT_LIST) {
        return -1;
    }
    for (node = ir_first(file, node); node; node = ir_next(file, node)) {
        if (node->kind != IR_INDEX_INIT) {
            return -1;
        }
        length = MAX(length, last_index(file, node) + 1);
    }
    return length;
}

static bool name_is_constant(Interpreter *interpreter, const IrUnit *unit,
                             const IrNode *node, bool is_address)
{
    const char *type = ir_text(unit->file, node->type);

    switch (node->op) {
    case IR_BIND_FUNCTION:
    case IR_BIND_ENUMERATOR:
        return true;
    case IR_BIND_GLOBAL:
        return is_address ||
               type_of(interpreter->types, unit, type)->kind == TYPE_ARRAY;
    default:
        return false;
    }
}

static bool tree_is_constant(Interpreter *interpreter, const IrUnit *unit,
                             const IrNode *node, bool is_address)
{
    const IrFile *file = unit->file;
    const IrNode *child;

    switch (node->kind) {
    case IR_NAME:
        return name_is_constant(interpreter, unit, node, is_address);
    case IR_UNKNOWN:
    case IR_CALL:
    case IR_ASSIGN:
    case IR_STMT_EXPR:
        return false;
    case IR_UNARY:
        is_address = node->op == IR_OP_ADDRESS;
        if (node->op == IR_OP_DEREFERENCE || node->op >= IR_OP_PRE_INCREMENT) {
            return false;
        }
        break;
    case IR_MEMBER:
    case IR_SUBSCRIPT:
        if (!is_address || node->flags & IR_ARROW) {
            return false;
        }
        break;
    default:
        is_address = false;
        break;
    }
    for (child = ir_first(file, node); child; child = ir_next(file, child)) {
        if (!tree_is_constant(interpreter, unit, child, is_address)) {
            return false;
        }
    }
    return true;
}

bool initialiser_is_constant(Interpreter *interpreter, const IrUnit *unit,
                             const IrNode *node)
{
    gpointer known = g_hash_table_lookup(interpreter->constant, node);
    bool constant;

    if (known) {
        return GPOINTER_TO_INT(known) == 1;
    }
    constant = tree_is_constant(interpreter, unit, node, false);
    g_hash_table_insert(interpreter->constant, (IrNode *)node,
                        GINT_TO_POINTER(constant ? 1 : 2));
    return constant;
}
