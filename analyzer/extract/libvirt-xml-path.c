/*
 * Names in expressions: what is called, which member is meant.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-xml-walk.h"

#include <string.h>

const char *walk_callee(const IrFile *file, const IrNode *call)
{
    const IrNode *callee = ir_first(file, call);

    return callee && callee->kind == IR_NAME ? ir_text(file, callee->name) : "";
}

const IrNode *walk_find_name(const IrFile *file, const IrNode *node,
                             const char *part)
{
    if (node->kind == IR_NAME && strstr(ir_text(file, node->name), part)) {
        return node;
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        const IrNode *found = walk_find_name(file, child, part);

        if (found) {
            return found;
        }
    }
    return NULL;
}

static bool is_step(const IrNode *node)
{
    return node &&
           (node->kind == IR_MEMBER || node->kind == IR_SUBSCRIPT ||
            (node->kind == IR_UNARY &&
             (node->op == IR_OP_ADDRESS || node->op == IR_OP_DEREFERENCE)));
}

static void append_path(GString *path, const IrFile *file, const IrNode *node)
{
    const IrNode *base = ir_first(file, node);

    if (is_step(base)) {
        append_path(path, file, base);
    }
    if (node->kind == IR_MEMBER) {
        if (path->len == 0) {
            const char *record = ir_text(file, node->type);

            g_string_append(path, record + (*record == '_'));
        }
        g_string_append_printf(path, ".%s", ir_text(file, node->name));
    }
}

char *walk_member_path(const IrFile *file, const IrNode *node)
{
    GString *path;

    if (!is_step(node)) {
        return NULL;
    }
    path = g_string_new(NULL);
    append_path(path, file, node);
    return g_string_free(path, path->len == 0);
}

const char *walk_base(const IrFile *file, const IrNode *node)
{
    while (is_step(node)) {
        node = ir_first(file, node);
    }
    return node && node->kind == IR_NAME ? ir_text(file, node->name) : NULL;
}
