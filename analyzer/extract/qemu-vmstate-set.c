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

/*
 * A description that has a stub of the same name (stubs/, *-stub.c) or that
 * is only declared where it is used: the one with contents, wherever it is.
 */
static Description *find_elsewhere(const DescriptionSet *set,
                                   const Term *pointer)
{
    const IrSymbol *symbol = object_symbol(pointer->object);
    const char *name = vmstate_symbol_of(set->context, pointer);
    const GPtrArray *named;

    if (!name || (symbol->variable->flags & IR_STATIC)) {
        return NULL;
    }
    named = g_hash_table_lookup(set->by_symbol, name);
    for (guint i = 0; named && i < named->len; i++) {
        Description *description = named->pdata[i];

        symbol = object_symbol(description->place->object);
        if (!(symbol->variable->flags & IR_STATIC)) {
            return description;
        }
    }
    return NULL;
}

Description *description_set_find(const DescriptionSet *set,
                                  const Term *pointer)
{
    Description *description;
    g_autofree char *key = NULL;

    pointer = vmstate_element(set->context, pointer);
    if (!pointer || pointer->kind != TERM_POINTER) {
        return NULL;
    }
    key = place_key(pointer);
    description = g_hash_table_lookup(set->by_place, key);
    return description ? description : find_elsewhere(set, pointer);
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

static bool has_mark(const IrTree *tree, const char *name, const char *file)
{
    for (guint i = 0; i < tree->marks->len; i++) {
        const IrMark *mark = tree->marks->pdata[i];

        if (g_str_equal(mark->kind, "vmstate") && mark->name &&
            g_str_equal(mark->name, name) &&
            g_str_equal(mark->location.file, file)) {
            return true;
        }
    }
    return false;
}

/*
 * A definition that has no initialiser: a forward declaration, a stub, or one
 * that the parser had to drop; then the census has a mark of it.
 */
static void check_without_initialiser(ExtractContext *context,
                                      const IrSymbol *symbol)
{
    const IrFile *file = symbol->unit->file;
    const IrVariable *variable = symbol->variable;
    const char *name = ir_text(file, variable->name);
    const IrSymbol *meant =
        ir_program_variable(context->tree->program, symbol->unit, name);

    if (variable->defined && (variable->flags & IR_STATIC) &&
        !has_mark(context->tree, name, ir_text(file, variable->file)) &&
        (!meant || !meant->variable->init)) {
        extract_gap(context, "vmstate", name, "its initialiser was not parsed",
                    ir_text(file, variable->file), variable->line);
    }
}

/* A stub of common code: `const VMStateDescription x = {};`. */
static bool is_empty(ExtractContext *context, const Term *place)
{
    static const char *const members[] = {".name", ".fields", ".subsections"};

    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        if (!term_is_null(
                interpreter_read_at(context->interpreter, place, members[i]))) {
            return false;
        }
    }
    return true;
}

static void add_element(DescriptionSet *set, const IrSymbol *symbol,
                        const Term *place)
{
    const IrFile *file = symbol->unit->file;
    const char *path = ir_text(file, symbol->variable->file);
    const char *name = ir_text(file, symbol->variable->name);

    if (is_empty(set->context, place)) {
        g_hash_table_add(set->stubs, g_strconcat(path, " ", name, NULL));
    } else {
        add_place(set, place, symbol->unit, path, symbol->variable->line);
    }
}

static void add_variable(DescriptionSet *set, const IrSymbol *symbol)
{
    Interpreter *interpreter = set->context->interpreter;
    const IrVariable *variable = symbol->variable;
    Object *object;
    gint64 length;

    if (!variable->init) {
        check_without_initialiser(set->context, symbol);
        return;
    }
    object = interpreter_variable(interpreter, symbol);
    if (!(variable->flags & IR_IS_ARRAY)) {
        add_element(set, symbol, term_pointer(interpreter, object, ""));
        return;
    }
    length = interpreter_array_length(interpreter, object, "");
    if (length < 0) {
        extract_gap(set->context, "vmstate",
                    ir_text(symbol->unit->file, variable->name),
                    "length of the array is not known",
                    ir_text(symbol->unit->file, variable->file),
                    variable->line);
    }
    for (gint64 i = 0; i < length; i++) {
        g_autofree char *path = g_strdup_printf("[%" G_GINT64_FORMAT "]", i);

        add_element(set, symbol, term_pointer(interpreter, object, path));
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
    set->stubs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
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
    g_hash_table_unref(set->stubs);
    g_free(set);
}
