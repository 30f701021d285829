/*
 * The emulator's option parser: a switch with a case for each option.
 *
 * It is main() in vl.c, later qemu_init(); options of the host system have
 * a switch of their own (os_parse_cmd_args).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-option.h"

static void free_case(gpointer data)
{
    OptionCase *option_case = data;

    g_ptr_array_unref(option_case->statements);
    g_free(option_case);
}

/* Reading one switch. `open`: the cases whose statements follow. */
typedef struct SwitchReader {
    const IrSymbol *function;
    GPtrArray *cases;
    GPtrArray *open;
} SwitchReader;

static void open_case(SwitchReader *reader, const IrNode *label)
{
    const IrFile *file = reader->function->unit->file;
    const IrNode *value = ir_first(file, label);
    const char *name =
        value && value->kind == IR_NAME ? ir_text(file, value->name) : "";
    OptionCase *option_case;

    if (!g_str_has_prefix(name, "QEMU_OPTION_")) {
        return;
    }
    option_case = g_new0(OptionCase, 1);
    option_case->enumerator = name;
    option_case->function = reader->function;
    option_case->statements = g_ptr_array_new();
    g_ptr_array_add(reader->cases, option_case);
    g_ptr_array_add(reader->open, option_case);
}

static const IrNode *last_child(const IrFile *file, const IrNode *node)
{
    const IrNode *last = NULL;

    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        last = child;
    }
    return last;
}

/* Does nothing that follows in the switch run after it? */
static bool leaves_switch(const IrFile *file, const IrNode *statement)
{
    while (statement && statement->kind == IR_BLOCK) {
        statement = last_child(file, statement);
    }
    return statement &&
           (statement->kind == IR_BREAK || statement->kind == IR_RETURN ||
            statement->kind == IR_CONTINUE || statement->kind == IR_GOTO);
}

static void read_statement(SwitchReader *reader, const IrNode *statement)
{
    const IrFile *file = reader->function->unit->file;

    while (statement &&
           (statement->kind == IR_CASE || statement->kind == IR_DEFAULT)) {
        if (statement->kind == IR_CASE) {
            open_case(reader, statement);
        }
        statement = last_child(file, statement);
    }
    for (guint i = 0; statement && i < reader->open->len; i++) {
        OptionCase *option_case = g_ptr_array_index(reader->open, i);

        g_ptr_array_add(option_case->statements, (IrNode *)statement);
    }
    if (leaves_switch(file, statement)) {
        g_ptr_array_set_size(reader->open, 0);
    }
}

static void read_switch(const IrFile *file, const IrNode *node, void *user)
{
    SwitchReader *reader = user;
    const IrNode *body;

    if (node->kind != IR_SWITCH) {
        return;
    }
    body = last_child(file, node);
    g_ptr_array_set_size(reader->open, 0);
    for (const IrNode *child = body ? ir_first(file, body) : NULL; child;
         child = ir_next(file, child)) {
        read_statement(reader, child);
    }
}

GPtrArray *option_cases_find(const IrProgram *program)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(free_case);
    g_autoptr(GPtrArray) open = g_ptr_array_new();

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint j = 0; j < n; j++) {
            SwitchReader reader = {&functions[j], cases, open};

            calls_each_node(unit->file,
                            ir_node(unit->file, functions[j].function->body),
                            read_switch, &reader);
        }
    }
    return cases;
}
