/*
 * What is there by text, held against what was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/census.h"

#include <string.h>

static char *key_of(const char *kind, const char *file, const char *name)
{
    return g_strdup_printf("%s %s %s", kind, file, name ? name : "");
}

void extract_read(ExtractContext *context, const char *kind, const char *file,
                  const char *name, guint entries)
{
    char *key = key_of(kind, file, name);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(context->read, key));

    g_hash_table_insert(context->read, key,
                        GUINT_TO_POINTER(MAX(known + entries, 1)));
}

static const IrVariable *find_variable(const IrUnit *unit, const char *name)
{
    guint n_variables;
    const IrVariable *variables = ir_variables(unit->file, &n_variables);

    for (guint i = 0; i < n_variables; i++) {
        if (g_strcmp0(ir_text(unit->file, variables[i].name), name) == 0) {
            return &variables[i];
        }
    }
    return NULL;
}

/* The error nearest above or at the mark: inside its initialiser, most
 * likely. */
static char *diagnostic_near(const IrUnit *unit, const IrMark *mark)
{
    guint n_diagnostics;
    const IrDiagnostic *diagnostics =
        ir_diagnostics(unit->file, &n_diagnostics);
    const IrDiagnostic *best = NULL;

    for (guint i = 0; i < n_diagnostics; i++) {
        const IrDiagnostic *at = &diagnostics[i];

        if (!best ||
            (at->line >= mark->location.line &&
             (best->line < mark->location.line || at->line < best->line))) {
            best = at;
        }
    }
    return best ? g_strdup_printf("not parsed: %s:%u: %s",
                                  ir_text(unit->file, best->file), best->line,
                                  ir_text(unit->file, best->message))
                : NULL;
}

char *extract_why_missing(ExtractContext *context, const IrMark *mark)
{
    const IrProgram *program = context->tree->program;
    bool parsed = false;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        const IrVariable *variable;

        if (g_strcmp0(unit->path, mark->location.file) != 0) {
            continue;
        }
        parsed = true;
        variable = find_variable(unit, mark->name);
        if (variable && variable->init) {
            return g_strdup("defined, but nothing that was followed uses it");
        }
        if (variable || !mark->when) {
            char *near = diagnostic_near(unit, mark);

            if (near) {
                return near;
            }
        }
    }
    if (mark->when) {
        return g_strdup_printf("under #if %s, which does not hold in the "
                               "configuration that was read",
                               mark->when);
    }
    return g_strdup(parsed ? "not seen by the parser"
                           : "its file was not parsed by itself");
}

static void count_mark(ExtractContext *context, const IrMark *mark,
                       Census *census)
{
    g_autofree char *key = key_of(mark->kind, mark->location.file, mark->name);
    guint entries = GPOINTER_TO_UINT(g_hash_table_lookup(context->read, key));
    g_autofree char *why = NULL;

    census->expected++;
    if (entries > 0) {
        census->read++;
        return;
    }
    census->gaps++;
    why = extract_why_missing(context, mark);
    extract_gap(context, mark->kind, mark->name, why, mark->location.file,
                mark->location.line);
}

void extract_census(ExtractContext *context)
{
    static const char *const kinds[] = {"compat-list", "property-array",
                                        "type-info"};

    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        Census census = {.construct = kinds[k]};

        for (guint i = 0; i < context->tree->marks->len; i++) {
            const IrMark *mark = g_ptr_array_index(context->tree->marks, i);

            if (g_strcmp0(mark->kind, kinds[k]) == 0 && mark->name) {
                count_mark(context, mark, &census);
            }
        }
        fact_set_add_census(context->facts, &census);
    }
}
