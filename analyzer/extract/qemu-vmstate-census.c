/*
 * VMStateDescriptions that stand in the text, held against those read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/census.h"
#include "extract/qemu-vmstate.h"

#include <string.h>

static bool is_read(const DescriptionSet *set, const IrMark *mark)
{
    g_autofree char *element = g_strconcat(mark->name, "[0]", NULL);
    g_autofree char *stub =
        g_strconcat(mark->location.file, " ", mark->name, NULL);
    const char *const symbols[] = {mark->name, element};

    if (g_hash_table_contains(set->stubs, stub)) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(symbols); i++) {
        const GPtrArray *named =
            g_hash_table_lookup(set->by_symbol, symbols[i]);

        for (guint j = 0; named && j < named->len; j++) {
            const Description *description = named->pdata[j];

            if (g_str_equal(description->file, mark->location.file)) {
                return true;
            }
        }
    }
    return false;
}

static void count_mark(const DescriptionSet *set, const IrMark *mark,
                       Census *census)
{
    g_autofree char *why = NULL;

    census->expected++;
    if (is_read(set, mark)) {
        census->read++;
        return;
    }
    census->gaps++;
    why = extract_why_missing(set->context, mark);
    extract_gap(set->context, "vmstate", mark->name, why, mark->location.file,
                mark->location.line);
}

/* Descriptions inside a function body are not read. */
typedef struct LocalSearch {
    ExtractContext *context;
    const IrSymbol *function;
} LocalSearch;

static void report_local(const IrFile *file, const IrNode *node, void *user)
{
    const LocalSearch *search = user;

    if (node->kind == IR_DECLARE && ir_first(file, node) &&
        vmstate_type_is(ir_text(file, node->type), "VMStateDescription")) {
        extract_gap(search->context, "vmstate", ir_text(file, node->name),
                    "defined inside a function",
                    ir_text(file, search->function->function->file),
                    node->line);
    }
}

static void report_locals(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint j = 0; j < n; j++) {
            LocalSearch search = {context, &functions[j]};

            calls_each_node(unit->file,
                            ir_node(unit->file, functions[j].function->body),
                            report_local, &search);
        }
    }
}

void vmstate_check_census(DescriptionSet *set)
{
    const GPtrArray *marks = set->context->tree->marks;
    Census census = {.construct = "vmstate"};

    for (guint i = 0; i < marks->len; i++) {
        const IrMark *mark = marks->pdata[i];

        if (g_str_equal(mark->kind, "vmstate") && mark->name) {
            count_mark(set, mark, &census);
        }
    }
    fact_set_add_census(set->context->facts, &census);
    report_locals(set->context);
}
