/*
 * Declarations that the compiler dropped: an error in one element of a table
 * takes the whole table with it.
 *
 * What such a table says of types, properties and descriptions is not known,
 * which is another thing than that it says nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

#include <string.h>

/* Records whose tables decide what is registered, set and sent. */
static const char *const records[] = {
    "GlobalProperty", "Property",           "QEMUMachine",
    "TypeInfo",       "VMStateDescription", "VMStateField",
};

static const char *plain_record(const char *type)
{
    static const char *const words[] = {"static ", "const ", "struct "};

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_prefix(type, words[i])) {
            type += strlen(words[i]);
        }
    }
    return type;
}

static bool matters(const IrFile *file, const IrVariable *variable)
{
    const char *type = plain_record(ir_text(file, variable->type));
    gsize length = strcspn(type, " [");

    for (guint i = 0; i < G_N_ELEMENTS(records); i++) {
        if (strlen(records[i]) == length &&
            strncmp(type, records[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static bool says_dropped(const IrFile *file, const IrDiagnostic *diagnostic,
                         const IrVariable *variable)
{
    g_autofree char *message = g_strdup_printf(
        "the initialiser of '%s' was dropped", ir_text(file, variable->name));

    return diagnostic->line == variable->line &&
           g_str_equal(ir_text(file, diagnostic->message), message);
}

static bool was_dropped(const IrFile *file, const IrVariable *variable)
{
    guint n;
    const IrDiagnostic *all = ir_diagnostics(file, &n);

    for (guint i = 0; i < n; i++) {
        if (says_dropped(file, &all[i], variable)) {
            return true;
        }
    }
    return false;
}

/* The first error at or below the variable's line: inside of it. */
static const char *error_in(const IrFile *file, const IrVariable *variable)
{
    guint n;
    const IrDiagnostic *all = ir_diagnostics(file, &n);
    const IrDiagnostic *best = NULL;

    for (guint i = 0; i < n; i++) {
        if (all[i].line >= variable->line && all[i].file == variable->file &&
            !says_dropped(file, &all[i], variable) &&
            (!best || all[i].line < best->line)) {
            best = &all[i];
        }
    }
    return best ? ir_text(file, best->message) : "no error was reported";
}

static void look_at(ExtractContext *context, const IrFile *file,
                    const IrVariable *variable)
{
    g_autofree char *reason = NULL;

    if (variable->init || !matters(file, variable) ||
        !was_dropped(file, variable)) {
        return;
    }
    reason = g_strdup_printf("does not compile: %s", error_in(file, variable));
    extract_gap(context, GAP_LOST, ir_text(file, variable->name), reason,
                ir_text(file, variable->file), variable->line);
}

void extract_qemu_lost(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrFile *file = ir_program_unit(program, i)->file;
        guint n;
        const IrVariable *variables = ir_variables(file, &n);

        for (guint k = 0; k < n; k++) {
            look_at(context, file, &variables[k]);
        }
    }
}
