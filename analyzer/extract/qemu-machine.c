/*
 * Machine types: what their classes hold after the whole option-function
 * chain has run, and their compat lists in the order of application.
 *
 * The chain of class_base_init and class_init is the simulation's (qom.h);
 * here its result is read. Machine types of 2.1 to 2.3, QEMUMachine
 * structures, become classes in vl.c:qemu_register_machine, which the
 * simulation runs as it runs everything; for older ones see qom-machine.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-machine.h"
#include "extract/extractors.h"

#include <string.h>

#define MACHINE_SUFFIX "-machine"

static const Term *read_field(Qom *qom, const QomType *type, const char *name)
{
    g_autofree char *path = g_strconcat(".", name, NULL);

    return interpreter_read(qom->interpreter, type->class_object, path);
}

static const char *text_field(Qom *qom, const QomType *type, const char *name)
{
    return qom_text(qom, read_field(qom, type, name));
}

/* "pc-q35-9.2" is version "9.2" of "pc-q35"; "microvm" has none. */
static void split_name(ExtractContext *context, MachineType *machine)
{
    const char *dash = strrchr(machine->name, '-');
    const char *rest = dash ? dash + 1 : "";

    machine->family = machine->name;
    if (!g_ascii_isdigit(*rest) ||
        strspn(rest, "0123456789.") != strlen(rest)) {
        const char *digits = dash ? dash + 1 + strcspn(rest, "0123456789") : "";

        /* A distribution's own: "pc-q35-rhel9.2.0". */
        if (!strchr(digits, '.') ||
            strspn(digits, "0123456789.") != strlen(digits)) {
            return;
        }
        rest = digits;
    }
    machine->version = fact_set_text(context->facts, rest);
    if (dash) {
        g_autofree char *family =
            g_strndup(machine->name, (gsize)(rest - machine->name));

        g_strchomp(family);
        if (g_str_has_suffix(family, "-")) {
            family[strlen(family) - 1] = '\0';
        }
        machine->family = fact_set_text(context->facts, family);
    }
}

static Value field_value(Qom *qom, const Term *term, const char *type)
{
    Value value = qom_value(qom, term);

    if (g_str_equal(type, "bool") || g_str_equal(type, "_Bool")) {
        return value.kind == VALUE_NUMBER ? value_boolean(value.number != 0)
                                          : value;
    }
    if (strchr(type, '*') && value.kind == VALUE_NUMBER && value.number == 0) {
        return value_none();
    }
    return value;
}

/* What a reader of facts can compare: numbers, booleans, enums, strings. */
static bool is_plain(const char *type)
{
    if (strchr(type, '*')) {
        return strstr(type, "char") && !strchr(strchr(type, '*') + 1, '*') &&
               !strchr(type, '(');
    }
    return !strchr(type, '(') && !strchr(type, '[') &&
           !g_str_has_prefix(type, "struct ") &&
           !g_str_has_prefix(type, "union ");
}

typedef struct FieldWalk {
    Qom *qom;
    const QomType *type;
    MachineType *machine;
    GHashTable *places; /* path -> Cell *, of the cells written */
} FieldWalk;

static void add_field(FieldWalk *walk, const char *name, const char *record,
                      const char *field_type)
{
    ExtractContext *context = walk->qom->context;
    const Term *term = read_field(walk->qom, walk->type, name);
    g_autofree char *path = g_strconcat(".", name, NULL);
    const Cell *cell = g_hash_table_lookup(walk->places, path);
    MachineField field = {
        .name = fact_set_text(context->facts, name),
        .record = fact_set_text(context->facts, record),
        .value = field_value(walk->qom, term, field_type),
        .location = walk->machine->location,
    };

    if (cell && cell->where.file) {
        field.location =
            extract_location(context, cell->where.file, cell->where.line);
    }
    if (field.value.kind == VALUE_UNKNOWN) {
        g_autofree char *subject =
            g_strconcat(walk->machine->name, ".", name, NULL);

        extract_gap(context, "machine-field", subject,
                    "its value could not be evaluated", field.location.file,
                    field.location.line);
    }
    g_array_append_val(walk->machine->fields, field);
}

/* The record a field's type names, with "struct " or by a typedef alone; NULL
 * for everything else. */
static const char *record_of(const FieldWalk *walk, const char *type)
{
    const char *name = g_str_has_prefix(type, "struct ") ? type + 7 : type;

    if (strpbrk(type, "*[(")) {
        return NULL;
    }
    return ir_program_record(walk->qom->context->tree->program,
                             walk->type->unit, name, NULL)
               ? name
               : NULL;
}

static void walk_record(FieldWalk *walk, const char *record_name,
                        const char *prefix, guint depth)
{
    const IrUnit *unit = NULL;
    const IrRecord *record =
        ir_program_record(walk->qom->context->tree->program, walk->type->unit,
                          record_name, &unit);
    const IrField *fields;
    guint n_fields;

    if (!record || depth > 3) {
        return;
    }
    fields = ir_fields(unit->file, &n_fields);
    for (guint i = 0; i < record->n_fields; i++) {
        const IrField *field = &fields[record->first_field + i];
        const char *type = ir_text(unit->file, field->type);
        g_autofree char *name =
            g_strconcat(prefix, ir_text(unit->file, field->name), NULL);

        const char *nested = record_of(walk, type);

        if (nested && field->offset > 0) {
            g_autofree char *inner = g_strconcat(name, ".", NULL);

            walk_record(walk, nested, inner, depth + 1);
        } else if (!nested && is_plain(type)) {
            add_field(walk, name, record_name, type);
        }
    }
}

/* The class structures of a machine type: MachineClass, and what the types
 * between it and "machine" measure with class_size. */
static void add_fields(Qom *qom, const QomType *type, MachineType *machine)
{
    g_autoptr(GArray) cells =
        object_cells(qom->interpreter, type->class_object);
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    FieldWalk walk = {qom, type, machine, places};
    const QomType *at = type;

    for (guint i = 0; i < cells->len; i++) {
        Cell *cell = &g_array_index(cells, Cell, i);

        g_hash_table_insert(places, (char *)cell->path, cell);
    }
    for (guint depth = 0; at && depth < 64; depth++) {
        const char *record = at->class_record;

        if (!record && g_str_equal(at->name, "machine")) {
            record = "MachineClass";
        }
        if (record && !g_str_equal(record, "ObjectClass") &&
            g_hash_table_add(seen, (char *)record)) {
            walk_record(&walk, record, "", 0);
        }
        at = qom_parent(qom, at);
    }
}

static bool read_compat(Qom *qom, const Term *entry, CompatProperty *ret_compat)
{
    ExtractContext *context = qom->context;
    Interpreter *interpreter = qom->interpreter;
    const IrSymbol *symbol;
    const IrUnit *unit = NULL;
    g_autofree char *path = g_strconcat(entry->path, ".driver", NULL);
    const IrNode *node;
    gint64 optional;

    *ret_compat = (CompatProperty){
        .driver =
            qom_text(qom, interpreter_read_at(interpreter, entry, ".driver")),
        .property =
            qom_text(qom, interpreter_read_at(interpreter, entry, ".property")),
        .value =
            qom_text(qom, interpreter_read_at(interpreter, entry, ".value")),
    };
    if (!ret_compat->driver) {
        return false;
    }
    symbol = object_symbol(entry->object);
    node = interpreter_initialiser(interpreter, entry->object, path, &unit);
    if (symbol && symbol->variable) {
        ret_compat->list =
            fact_set_text(context->facts,
                          ir_text(symbol->unit->file, symbol->variable->name));
        ret_compat->location = extract_location(
            context, ir_text(symbol->unit->file, symbol->variable->file),
            node ? node->line : symbol->variable->line);
    } else if (node && unit) {
        ret_compat->location =
            extract_location(context, unit->path, node->line);
        machine_find_macro(context, ret_compat);
    }
    if (symbol && symbol->variable) {
        extract_read(context, "compat-list", ret_compat->location.file,
                     ret_compat->list, 1);
    }
    ret_compat->optional =
        term_get_integer(interpreter_read_at(interpreter, entry, ".optional"),
                         &optional) &&
        optional;
    return true;
}

static void add_entry(Qom *qom, MachineType *machine, const Term *entry)
{
    CompatProperty compat;

    if (entry->kind != TERM_POINTER || !read_compat(qom, entry, &compat)) {
        extract_gap(qom->context, "compat-list", machine->name,
                    "an entry could not be read", machine->location.file,
                    machine->location.line);
        return;
    }
    if (!compat.value || !compat.property) {
        extract_gap(qom->context, "compat-list", compat.driver,
                    "the entry's property or value is not known",
                    compat.location.file, compat.location.line);
    }
    g_array_append_val(machine->compat, compat);
}

/* A list that compat_props_add and its like filled, or, up to 2.6, an array
 * that ends with an entry without driver. */
static void add_compat(Qom *qom, const QomType *type, MachineType *machine)
{
    const Term *list = read_field(qom, type, "compat_props");
    const QomTag *tag = qom_tag(list);

    if (tag && tag->kind == QOM_TAG_LIST) {
        for (guint i = 0; i < tag->elements->len; i++) {
            add_entry(qom, machine, g_ptr_array_index(tag->elements, i));
        }
        return;
    }
    if (!list || list->kind == TERM_UNKNOWN || list->kind == TERM_CHOICE) {
        extract_gap(qom->context, "compat-list", machine->name,
                    "the machine type's list could not be followed",
                    machine->location.file, machine->location.line);
        return;
    }
    for (gint64 i = 0; list->kind == TERM_POINTER && i < 4096; i++) {
        const Term *entry = qom_element(qom, list, i);
        const Term *driver =
            interpreter_read_at(qom->interpreter, entry, ".driver");

        if (term_is_null(driver)) {
            break;
        }
        add_entry(qom, machine, entry);
        if (driver->kind == TERM_UNKNOWN) {
            break;
        }
    }
}

static Names alias_names(Qom *qom, const QomType *type)
{
    const char *names[] = {text_field(qom, type, "alias"), NULL};

    return fact_set_names(qom->context->facts, names);
}

/* Up to 2.4 a class may have another name than its type. NULL if it has none,
 * or only the one that it was copied with. */
static const char *own_name(Qom *qom, const QomType *type)
{
    const QomType *parent = qom_parent(qom, type);
    const char *name = type->abstract ? NULL : text_field(qom, type, "name");
    const char *copied =
        parent && parent->class_object ? text_field(qom, parent, "name") : NULL;

    return g_strcmp0(name, copied) == 0 ? NULL : name;
}

static const char *machine_name(Qom *qom, const QomType *type)
{
    ExtractContext *context = qom->context;
    const char *own = own_name(qom, type);
    g_autofree char *name = g_strdup(own ? own : type->name);

    if (g_str_has_suffix(name, MACHINE_SUFFIX)) {
        name[strlen(name) - strlen(MACHINE_SUFFIX)] = '\0';
    }
    return fact_set_text(context->facts, name);
}

static void add_machine(Qom *qom, QomType *type)
{
    ExtractContext *context = qom->context;
    MachineType *machine = fact_set_add_machine_type(context->facts);
    gint64 flag;

    machine->name = machine_name(qom, type);
    machine->parent = type->parent_name;
    machine->abstract = type->abstract;
    machine->targets = extract_targets(context, type->unit);
    machine->location = type->location;
    split_name(context, machine);
    machine->aliases = alias_names(qom, type);
    machine->description = text_field(qom, type, "desc");
    machine->deprecated = text_field(qom, type, "deprecation_reason");
    machine->is_default =
        term_get_integer(read_field(qom, type, "is_default"), &flag) && flag;
    add_fields(qom, type, machine);
    if (!type->abstract) {
        add_compat(qom, type, machine);
        machine_add_steps(qom, type, machine);
    }
}

void extract_qemu_machine(ExtractContext *context)
{
    Qom *qom = context->qom;

    for (guint i = 0; i < qom->types->len; i++) {
        QomType *type = g_ptr_array_index(qom->types, i);

        if (qom_is_a(qom, type, "machine") && type->class_object) {
            add_machine(qom, type);
        }
    }
}
