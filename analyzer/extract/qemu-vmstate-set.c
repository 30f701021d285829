/*
 * Finding VMStateDescriptions and reading what is not a field.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

void vmstate_gap(const Description *description, ExtractContext *context,
                 const char *field, const char *what, unsigned line)
{
    const VMState *fact = description->fact;
    const char *name = fact->name ? fact->name : fact->symbol;
    g_autofree char *subject =
        field ? g_strconcat(name ? name : "?", "/", field, NULL)
              : g_strdup(name);

    extract_gap(context, "vmstate", subject, what, description->file,
                line ? line : description->line);
}

static char *place_key(const Term *pointer)
{
    return g_strdup_printf("%p%s", (void *)pointer->object, pointer->path);
}

Description *description_set_find(const DescriptionSet *set,
                                  const Term *pointer)
{
    g_autofree char *key = NULL;

    pointer = vmstate_element(set->context, pointer);
    if (!pointer || pointer->kind != TERM_POINTER) {
        return NULL;
    }
    key = place_key(pointer);
    return g_hash_table_lookup(set->by_place, key);
}

static const IrNode *without_casts(const IrFile *file, const IrNode *node)
{
    while (node && (node->kind == IR_CAST ||
                    (node->kind == IR_UNARY && node->op == IR_OP_ADDRESS))) {
        node = ir_first(file, node);
    }
    return node;
}

Description *description_set_of_node(const DescriptionSet *set,
                                     const IrUnit *unit, const IrNode *node)
{
    Interpreter *interpreter = set->context->interpreter;
    const IrSymbol *symbol;
    const IrNode *index = NULL;
    g_autofree char *path = NULL;

    node = without_casts(unit->file, node);
    if (node && node->kind == IR_SUBSCRIPT) {
        index = ir_child(unit->file, node, 1);
        node = ir_first(unit->file, node);
    }
    if (!node || node->kind != IR_NAME || node->op != IR_BIND_GLOBAL) {
        return NULL;
    }
    symbol = ir_program_variable(set->context->tree->program, unit,
                                 ir_text(unit->file, node->name));
    if (!symbol) {
        return NULL;
    }
    path = index && (index->flags & IR_HAS_VALUE)
               ? g_strdup_printf("[%" G_GINT64_FORMAT "]", index->value)
               : g_strdup("");
    return description_set_find(
        set, term_pointer(interpreter,
                          interpreter_variable(interpreter, symbol), path));
}

/* A number; a gap and `unless` if it cannot be evaluated. */
static gint64 read_number(DescriptionSet *set, const Description *description,
                          const char *member, gint64 unless)
{
    g_autofree char *path = g_strconcat(".", member, NULL);
    gint64 number = unless;

    if (!term_get_integer(interpreter_read_at(set->context->interpreter,
                                              description->place, path),
                          &number)) {
        g_autofree char *what = g_strconcat(member, " is no constant", NULL);

        vmstate_gap(description, set->context, NULL, what, 0);
        return unless;
    }
    return number;
}

static void read_head(DescriptionSet *set, Description *description)
{
    ExtractContext *context = set->context;
    VMState *fact = description->fact;
    const Term *name =
        interpreter_read_at(context->interpreter, description->place, ".name");
    const Term *priority = interpreter_read_at(context->interpreter,
                                               description->place, ".priority");
    gint64 number;

    fact->name = fact_set_text(context->facts, term_get_string(name));
    if (!fact->name) {
        vmstate_gap(description, context, NULL, "its name is no constant", 0);
    }
    fact->version_id = read_number(set, description, "version_id", 0);
    fact->minimum_version_id =
        read_number(set, description, "minimum_version_id", 0);
    fact->unmigratable = read_number(set, description, "unmigratable", 0) != 0;
    fact->early_setup = read_number(set, description, "early_setup", 0) != 0;
    if (!term_get_integer(priority, &number) || number != 0) {
        fact->priority = fact_set_text(context->facts, priority->text);
    }
    vmstate_read_needed(context, fact,
                        interpreter_read_at(context->interpreter,
                                            description->place, ".needed"));
}

static void index_symbol(DescriptionSet *set, Description *description)
{
    const char *symbol = description->fact->symbol;
    GPtrArray *named;

    if (!symbol) {
        return;
    }
    named = g_hash_table_lookup(set->by_symbol, symbol);
    if (!named) {
        named = g_ptr_array_new();
        g_hash_table_insert(set->by_symbol, (char *)symbol, named);
    }
    g_ptr_array_add(named, description);
}

/* Registers the place before anything is read: descriptions may nest in a
 * circle. */
static Description *add_place(DescriptionSet *set, const Term *place,
                              const IrUnit *unit, const char *file,
                              unsigned line)
{
    ExtractContext *context = set->context;
    Description *description = g_new0(Description, 1);

    description->place = place;
    description->unit = unit;
    description->file = file;
    description->line = line;
    description->fact = fact_set_add_vmstate(context->facts);
    description->fact->symbol = vmstate_symbol_of(context, place);
    description->fact->targets = extract_targets(context, unit);
    description->fact->location = extract_location(context, file, line);
    g_ptr_array_add(set->all, description);
    g_hash_table_insert(set->by_place, place_key(place), description);
    index_symbol(set, description);
    read_head(set, description);
    return description;
}

static void read_body(DescriptionSet *set, Description *description)
{
    vmstate_read_fields(set, description);
    vmstate_read_subsections(set, description);
}

Description *description_set_add(DescriptionSet *set, const Term *place,
                                 const IrUnit *unit, const char *file,
                                 unsigned line)
{
    Description *description = add_place(set, place, unit, file, line);

    read_body(set, description);
    return description;
}

/* A definition that has no initialiser: a mere forward declaration, or one
 * that the parser had to drop. */
static void check_without_initialiser(ExtractContext *context,
                                      const IrSymbol *symbol)
{
    const IrFile *file = symbol->unit->file;
    const IrVariable *variable = symbol->variable;
    const char *name = ir_text(file, variable->name);
    const IrSymbol *meant =
        ir_program_variable(context->tree->program, symbol->unit, name);

    if (variable->defined && (!meant || !meant->variable->init)) {
        extract_gap(context, "vmstate", name, "its initialiser was not parsed",
                    ir_text(file, variable->file), variable->line);
    }
}

static void add_variable(DescriptionSet *set, const IrSymbol *symbol)
{
    Interpreter *interpreter = set->context->interpreter;
    const IrVariable *variable = symbol->variable;
    const char *file = ir_text(symbol->unit->file, variable->file);
    Object *object;
    gint64 length;

    if (!variable->init) {
        check_without_initialiser(set->context, symbol);
        return;
    }
    object = interpreter_variable(interpreter, symbol);
    if (!(variable->flags & IR_IS_ARRAY)) {
        add_place(set, term_pointer(interpreter, object, ""), symbol->unit,
                  file, variable->line);
        return;
    }
    length = interpreter_array_length(interpreter, object, "");
    if (length < 0) {
        extract_gap(set->context, "vmstate",
                    ir_text(symbol->unit->file, variable->name),
                    "length of the array is not known", file, variable->line);
    }
    for (gint64 i = 0; i < length; i++) {
        g_autofree char *path = g_strdup_printf("[%" G_GINT64_FORMAT "]", i);

        add_place(set, term_pointer(interpreter, object, path), symbol->unit,
                  file, variable->line);
    }
}

static void add_unit(DescriptionSet *set, const IrUnit *unit)
{
    guint n;
    const IrSymbol *variables =
        ir_program_unit_variables(set->context->tree->program, unit, &n);

    for (guint i = 0; i < n; i++) {
        if (vmstate_type_is(ir_text(unit->file, variables[i].variable->type),
                            "VMStateDescription")) {
            add_variable(set, &variables[i]);
        }
    }
}

static void free_names(gpointer names)
{
    g_ptr_array_free(names, TRUE);
}

static void find_flags(DescriptionSet *set, const IrUnit *unit)
{
    guint n;
    const IrEnum *enums = ir_enums(unit->file, &n);

    for (guint i = 0; i < n && !set->flags; i++) {
        if (g_str_equal(ir_text(unit->file, enums[i].name), "VMStateFlags")) {
            set->flags_unit = unit;
            set->flags = &enums[i];
        }
    }
}

DescriptionSet *description_set_new(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    DescriptionSet *set = g_new0(DescriptionSet, 1);
    guint n_variables;

    set->context = context;
    set->all = g_ptr_array_new_with_free_func(g_free);
    set->by_place =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    set->by_symbol =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_names);
    for (guint i = 0; i < ir_program_n_units(program) && !set->flags; i++) {
        find_flags(set, ir_program_unit(program, i));
    }
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        add_unit(set, ir_program_unit(program, i));
    }
    /* Those reached through pointers alone append themselves, read. */
    n_variables = set->all->len;
    for (guint i = 0; i < n_variables; i++) {
        read_body(set, set->all->pdata[i]);
    }
    return set;
}

void description_set_free(DescriptionSet *set)
{
    if (!set) {
        return;
    }
    g_ptr_array_unref(set->all);
    g_hash_table_unref(set->by_place);
    g_hash_table_unref(set->by_symbol);
    g_free(set);
}
