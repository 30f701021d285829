/*
 * What a member of a class structure is given anywhere in the tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/qemu-vmstate.h"

#include <string.h>

typedef struct MemberSearch {
    const IrUnit *unit; /* being searched */
    const char *file;
    const char *record;
    const char *member;
    MemberValueVisitor visit;
    void *user;
} MemberSearch;

static void search_assignment(const IrFile *file, const IrNode *node,
                              void *user)
{
    const MemberSearch *search = user;
    const IrNode *target;

    if (node->kind != IR_ASSIGN) {
        return;
    }
    target = ir_first(file, node);
    if (target && target->kind == IR_MEMBER &&
        g_str_equal(ir_text(file, target->name), search->member) &&
        g_str_equal(ir_text(file, target->type), search->record)) {
        search->visit(search->unit, ir_next(file, target), search->file,
                      node->line, search->user);
    }
}

static void search_initialiser(const IrFile *file, const IrNode *node,
                               void *user)
{
    const MemberSearch *search = user;

    if (node->kind == IR_FIELD_INIT &&
        g_str_equal(ir_text(file, node->name), search->member)) {
        search->visit(search->unit, ir_first(file, node), search->file,
                      node->line, search->user);
    }
}

static void search_unit(MemberSearch *search, const IrProgram *program)
{
    const IrUnit *unit = search->unit;
    guint n;
    const IrSymbol *symbols = ir_program_unit_functions(program, unit, &n);

    for (guint i = 0; i < n; i++) {
        search->file = ir_text(unit->file, symbols[i].function->file);
        calls_each_node(unit->file,
                        ir_node(unit->file, symbols[i].function->body),
                        search_assignment, search);
    }
    symbols = ir_program_unit_variables(program, unit, &n);
    for (guint i = 0; i < n; i++) {
        const IrVariable *variable = symbols[i].variable;

        search->file = ir_text(unit->file, variable->file);
        if (vmstate_type_is(ir_text(unit->file, variable->type),
                            search->record)) {
            calls_each_node(unit->file, ir_node(unit->file, variable->init),
                            search_initialiser, search);
        }
    }
}

void vmstate_each_member_value(const DescriptionSet *set, const char *record,
                               const char *member, MemberValueVisitor visit,
                               void *user)
{
    const IrProgram *program = set->context->tree->program;
    MemberSearch search = {
        .record = record, .member = member, .visit = visit, .user = user};

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        search.unit = ir_program_unit(program, i);
        search_unit(&search, program);
    }
}

/* A fact without fields: its layout is decided by the function. */
static void add_virtio_save(const IrUnit *unit, const IrNode *value,
                            const char *file, unsigned line, void *user)
{
    ExtractContext *context = user;
    VMState *fact;
    g_autofree char *reason = NULL;

    if (!value || value->kind != IR_NAME) {
        extract_gap(context, "vmstate-registration", "VirtioDeviceClass.save",
                    "the function that saves the device is no constant", file,
                    line);
        return;
    }
    fact = fact_set_add_vmstate(context->facts);
    fact->name =
        fact_set_text(context->facts, ir_text(unit->file, value->name));
    fact->symbol = fact->name;
    fact->registered = fact_set_text(context->facts, "virtio");
    fact->targets = extract_targets(context, unit);
    fact->location = extract_location(context, file, line);
}

void vmstate_read_virtio_saves(DescriptionSet *set)
{
    vmstate_each_member_value(set, "VirtioDeviceClass", "save", add_virtio_save,
                              set->context);
}
