/*
 * QemuOptsList variables: their names and described keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-option.h"

/* A description without an end is no description. */
#define MAX_KEYS 1024

static void free_list(gpointer data)
{
    OptionList *list = data;

    g_ptr_array_unref(list->keys);
    g_ptr_array_unref(list->types);
    g_free(list);
}

void option_add_text(GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++) {
        if (g_str_equal(g_ptr_array_index(texts, i), text)) {
            return;
        }
    }
    g_ptr_array_add(texts, (char *)text);
}

static void add_gap(ExtractContext *context, const IrSymbol *symbol,
                    const char *reason)
{
    const IrFile *file = symbol->unit->file;

    extract_gap(context, "option-list", ir_text(file, symbol->variable->name),
                reason, ir_text(file, symbol->variable->file),
                symbol->variable->line);
}

static void read_keys(ExtractContext *context, OptionList *list)
{
    Interpreter *interpreter = context->interpreter;
    const Object *object = interpreter_variable(interpreter, list->symbol);
    gint64 length = interpreter_array_length(interpreter, object, ".desc");

    if (length < 0 || length > MAX_KEYS) {
        length = MAX_KEYS;
    }
    for (gint64 i = 0; i < length; i++) {
        g_autofree char *path =
            g_strdup_printf(".desc[%" G_GINT64_FORMAT "].name", i);
        const Term *term = interpreter_read(interpreter, object, path);
        const char *key = term_get_string(term);

        if (key) {
            option_add_text(list->keys, fact_set_text(context->facts, key));
        } else if (term_is_null(term)) {
            return;
        } else {
            add_gap(context, list->symbol, "a key could not be evaluated");
        }
    }
}

/* NULL if it has no name: then it is no group of options, only a list of
 * keys, or there is a gap. */
static OptionList *read_list(ExtractContext *context, const IrSymbol *symbol)
{
    Interpreter *interpreter = context->interpreter;
    const Object *object = interpreter_variable(interpreter, symbol);
    const Term *term = interpreter_read(interpreter, object, ".name");
    const char *name = term_get_string(term);
    const IrFile *file = symbol->unit->file;
    OptionList *list;

    if (!name && !term_is_null(term)) {
        add_gap(context, symbol, "its name could not be evaluated");
        return NULL;
    }
    extract_read(context, "option-list", ir_text(file, symbol->variable->file),
                 ir_text(file, symbol->variable->name), 1);
    if (!name) {
        return NULL;
    }
    list = g_new0(OptionList, 1);
    list->symbol = symbol;
    list->name = fact_set_text(context->facts, name);
    list->keys = g_ptr_array_new();
    list->types = g_ptr_array_new();
    read_keys(context, list);
    return list;
}

static bool is_option_list(const IrSymbol *symbol)
{
    const char *type = ir_text(symbol->unit->file, symbol->variable->type);

    return g_str_has_suffix(type, "QemuOptsList") && symbol->variable->init;
}

static const OptionList *find_list(const GPtrArray *lists, const IrUnit *unit,
                                   const char *variable)
{
    const OptionList *found = NULL;

    for (guint i = 0; i < lists->len; i++) {
        const OptionList *list = g_ptr_array_index(lists, i);
        const IrUnit *home = list->symbol->unit;

        if (!g_str_equal(ir_text(home->file, list->symbol->variable->name),
                         variable)) {
            continue;
        }
        if (home == unit) {
            return list;
        }
        if (!(list->symbol->variable->flags & IR_STATIC)) {
            found = list;
        }
    }
    return found;
}

static const char *list_found_by_name(const IrFile *file, const IrNode *call)
{
    const IrNode *callee = ir_first(file, call);
    const IrNode *argument = ir_child(file, call, 1);

    if (!callee || callee->kind != IR_NAME || !argument ||
        argument->kind != IR_STRING ||
        !g_str_has_prefix(ir_text(file, callee->name), "qemu_find_opts")) {
        return NULL;
    }
    return ir_text(file, argument->name);
}

const char *option_list_of(const GPtrArray *lists, const IrUnit *unit,
                           const IrNode *node)
{
    const OptionList *list;

    while (node && (node->kind == IR_CAST ||
                    (node->kind == IR_UNARY && node->op == IR_OP_ADDRESS))) {
        node = ir_first(unit->file, node);
    }
    if (!node) {
        return NULL;
    }
    if (node->kind == IR_CALL) {
        return list_found_by_name(unit->file, node);
    }
    if (node->kind != IR_NAME) {
        return NULL;
    }
    list = find_list(lists, unit, ir_text(unit->file, node->name));
    return list ? list->name : NULL;
}

GPtrArray *option_lists_read(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    GPtrArray *lists = g_ptr_array_new_with_free_func(free_list);

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        guint n;
        const IrSymbol *variables =
            ir_program_unit_variables(program, ir_program_unit(program, i), &n);

        for (guint j = 0; j < n; j++) {
            OptionList *list = is_option_list(&variables[j])
                                   ? read_list(context, &variables[j])
                                   : NULL;

            if (list) {
                g_ptr_array_add(lists, list);
            }
        }
    }
    return lists;
}
