/*
 * Which commands functions send to QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-sends.h"

#include <string.h>

static const IrNode *find_command(const IrFile *file, const IrNode *node)
{
    if (node->kind == IR_CALL &&
        strstr(walk_callee(file, node), "MakeCommand")) {
        for (const IrNode *child = ir_first(file, node); child;
             child = ir_next(file, child)) {
            if (child->kind == IR_STRING) {
                return child;
            }
        }
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        const IrNode *found = find_command(file, child);

        if (found) {
            return found;
        }
    }
    return NULL;
}

/* qemuMonitorNBDServerStart is qemuMonitorJSONNBDServerStart, which sends
 * "nbd-server-start". */
void libvirt_append_command(const Walk *walk, const char *called, GString *out)
{
    static const char prefix[] = "qemuMonitor";
    g_autofree char *name = NULL;
    const IrSymbol *function;
    const IrNode *command = NULL;

    if (!g_str_has_prefix(called, prefix)) {
        return;
    }
    name = g_strconcat("qemuMonitorJSON", called + strlen(prefix), NULL);
    function = ir_program_function(walk->context->tree->program,
                                   walk->function->unit, name);
    if (function && function->function->body) {
        const IrFile *file = function->unit->file;

        command = find_command(file, ir_node(file, function->function->body));
        if (command) {
            g_string_append_printf(out, "%s%s", out->len ? ", " : "",
                                   ir_text(file, command->name));
        }
    }
}

static void append_called(const Walk *walk, const IrFile *file,
                          const IrNode *node, GString *out)
{
    if (node->kind == IR_CALL) {
        libvirt_append_command(walk, walk_callee(file, node), out);
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        append_called(walk, file, child, out);
    }
}

void libvirt_append_commands(const Walk *walk, const IrSymbol *function,
                             GString *out)
{
    const IrFile *file = function->unit->file;

    append_called(walk, file, ir_node(file, function->function->body), out);
}
