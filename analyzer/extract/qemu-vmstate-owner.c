/*
 * Whose structure a description is of: the one that its fields measure, that
 * its tests cast the pointer to, and that the device is.
 *
 * All of them get the same pointer, and no compiler compares them: it goes
 * through `void *`. Two structures agree if one begins with the other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"
#include "extract/qom.h"

#include <string.h>

#define MAX_DEPTH 16

typedef struct Owner {
    DescriptionSet *set;
    Description *description;
    const char *record; /* that the fields measure; NULL: not known */
} Owner;

static const char *plain_record(const char *type)
{
    type = g_str_has_prefix(type, "const ") ? type + 6 : type;
    return g_str_has_prefix(type, "struct ") ? type + 7 : type;
}

static bool begins_with(const IrProgram *program, const IrUnit *unit,
                        const char *whole, const char *part, guint depth)
{
    const IrUnit *home = NULL;
    const IrRecord *record = ir_program_record(program, unit, whole, &home);
    const IrField *fields;
    guint n;

    if (g_str_equal(whole, part)) {
        return true;
    }
    if (!record || record->n_fields == 0 || depth > MAX_DEPTH) {
        return false;
    }
    fields = ir_fields(home->file, &n) + record->first_field;
    return begins_with(program, home,
                       plain_record(ir_text(home->file, fields[0].type)), part,
                       depth + 1);
}

/* True too if one of them is not known. */
static bool agree(const Owner *owner, const char *one, const char *other)
{
    const IrProgram *program = owner->set->context->tree->program;
    const IrUnit *unit = owner->description->unit;
    const IrRecord *x = ir_program_record(program, unit, one, NULL);
    const IrRecord *y = ir_program_record(program, unit, other, NULL);

    return !x || !y || x->n_fields == 0 || y->n_fields == 0 ||
           begins_with(program, unit, one, other, 0) ||
           begins_with(program, unit, other, one, 0);
}

static void add_misuse(const Owner *owner, const char *what, const char *name,
                       const char *used, const char *expected, unsigned line)
{
    FactSet *facts = owner->set->context->facts;
    VMState *fact = owner->description->fact;
    const VMStateMisuse misuse = {
        .what = fact_set_text(facts, what),
        .name = fact_set_text(facts, name),
        .used = fact_set_text(facts, used),
        .expected = fact_set_text(facts, expected),
        .location = {fact->location.file, line ? line : fact->location.line},
    };

    g_array_append_val(fact->misuses, misuse);
}

/* The record of `offsetof(X, member)` in an element of the list. */
static const char *measured(const DescriptionSet *set, const Term *fields,
                            guint index)
{
    g_autofree char *element = vmstate_element_path(fields, index);
    g_autofree char *path = g_strconcat(element, ".offset", NULL);
    const IrUnit *unit = NULL;
    const IrNode *node = interpreter_initialiser(set->context->interpreter,
                                                 fields->object, path, &unit);

    while (node && node->kind != IR_OFFSETOF) {
        node = ir_first(unit->file, node);
    }
    return node ? plain_record(ir_text(unit->file, node->type)) : NULL;
}

static const char *record_of(const DescriptionSet *set,
                             const Description *description)
{
    const Term *fields = interpreter_read_at(set->context->interpreter,
                                             description->place, ".fields");
    const char *record = NULL;

    if (!fields || fields->kind != TERM_POINTER) {
        return NULL;
    }
    for (guint i = 0; !record && i < description->fact->fields->len; i++) {
        record = measured(set, fields, i);
    }
    return record;
}

/* Does the expression hand on the parameter as it is: itself, cast, or checked
 * by QOM? */
static bool hands_on(const IrFile *file, const IrNode *node, IrText parameter)
{
    const IrNode *callee;
    const char *name;

    if (!node) {
        return false;
    }
    if (node->kind == IR_NAME) {
        return node->op == IR_BIND_PARAMETER && node->name == parameter;
    }
    if (node->kind == IR_CAST) {
        return hands_on(file, ir_first(file, node), parameter);
    }
    callee = node->kind == IR_CALL ? ir_first(file, node) : NULL;
    if (!callee || callee->kind != IR_NAME) {
        return false;
    }
    name = ir_text(file, callee->name);
    if (!g_str_has_prefix(name, "object_dynamic_cast") &&
        (!g_ascii_isupper(*name) || g_str_has_suffix(name, "_GET_CLASS"))) {
        return false;
    }
    return hands_on(file, ir_next(file, callee), parameter);
}

/* "X" of `X *s = opaque;`; the caller's, NULL if there is none. */
static char *cast_to(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *parameter = ir_node(file, function->function->parameters);
    const IrNode *body = ir_node(file, function->function->body);

    for (const IrNode *at = parameter && body ? ir_first(file, body) : NULL; at;
         at = ir_next(file, at)) {
        const char *type = ir_text(file, at->type);
        gsize length = strcspn(type, "*");

        if (at->kind == IR_DECLARE && type[length] == '*' &&
            !strchr(type + length + 1, '*') &&
            hands_on(file, ir_first(file, at), parameter->name)) {
            g_autofree char *record = g_strndup(type, length);

            g_strstrip(record);
            return g_strdup(plain_record(record));
        }
    }
    return NULL;
}

/* Loading passes over fields of later versions than the description's own, and
 * so does saving since 4.0. */
static void check_version(const Owner *owner, const VMStateField *field)
{
    const VMState *fact = owner->description->fact;
    g_autofree char *has =
        g_strdup_printf("version %" G_GINT64_FORMAT, field->version_id);
    g_autofree char *most =
        g_strdup_printf("version %" G_GINT64_FORMAT, fact->version_id);

    if (!field->exists && g_strcmp0(field->kind, "validate") != 0 &&
        field->version_id > fact->version_id) {
        add_misuse(owner, "version", field->name, has, most,
                   field->location.line);
    }
}

static void check_test(const Owner *owner, const char *what, const char *name,
                       unsigned line)
{
    const IrSymbol *function =
        name ? ir_program_function(owner->set->context->tree->program,
                                   owner->description->unit, name)
             : NULL;
    g_autofree char *record =
        function && function->function ? cast_to(function) : NULL;

    if (record && owner->record && !agree(owner, record, owner->record)) {
        add_misuse(owner, what, name, record, owner->record, line);
    }
}

static void check_versions(const Owner *owner)
{
    const GArray *all = owner->description->fact->fields;

    for (guint i = 0; i < all->len; i++) {
        check_version(owner, &g_array_index(all, VMStateField, i));
    }
}

static void check_fields(const Owner *owner)
{
    const Term *fields = interpreter_read_at(
        owner->set->context->interpreter, owner->description->place, ".fields");
    const GArray *all = owner->description->fact->fields;

    for (guint i = 0; owner->record && i < all->len; i++) {
        const VMStateField *field = &g_array_index(all, VMStateField, i);
        const char *record = measured(owner->set, fields, i);

        if (record && !agree(owner, record, owner->record)) {
            add_misuse(owner, "field", field->name, record, owner->record,
                       field->location.line);
        }
        check_test(owner, "test", field->exists, field->location.line);
    }
}

/* Those of the description's own file: a name may stand for several. */
static void check_subsections(const Owner *owner)
{
    const VMState *fact = owner->description->fact;

    for (guint i = 0; owner->record && i < fact->subsection_symbols->len; i++) {
        const GPtrArray *named = g_hash_table_lookup(
            owner->set->by_symbol, fact->subsection_symbols->pdata[i]);
        const Description *subsection = named ? named->pdata[0] : NULL;
        const char *record = NULL;

        if (!subsection || named->len != 1 ||
            subsection->unit != owner->description->unit) {
            continue;
        }
        record = record_of(owner->set, subsection);
        if (record && !agree(owner, record, owner->record)) {
            add_misuse(owner, "subsection", subsection->fact->name, record,
                       owner->record, 0);
        }
    }
}

static const char *instance_record(const Qom *qom, const QomType *type)
{
    for (guint depth = 0; type && depth < MAX_DEPTH; depth++) {
        if (type->instance_record) {
            return type->instance_record;
        }
        type = qom_parent(qom, type);
    }
    return NULL;
}

static void check_driver(const Owner *owner)
{
    const VMState *fact = owner->description->fact;
    const Qom *qom = owner->set->context->qom;
    const QomType *type =
        fact->driver && qom
            ? qom_find(qom, fact->driver, owner->description->unit)
            : NULL;
    const char *record = type ? instance_record(qom, type) : NULL;

    if (record && owner->record && !agree(owner, owner->record, record)) {
        add_misuse(owner, "driver", fact->driver, owner->record, record, 0);
    }
}

const char *vmstate_field_record(const DescriptionSet *set,
                                 const Description *description, guint index)
{
    const Term *fields = interpreter_read_at(set->context->interpreter,
                                             description->place, ".fields");

    return fields && fields->kind == TERM_POINTER ? measured(set, fields, index)
                                                  : NULL;
}

void vmstate_check_owners(DescriptionSet *set)
{
    for (guint i = 0; i < set->all->len; i++) {
        Owner owner = {.set = set, .description = set->all->pdata[i]};

        owner.record = record_of(set, owner.description);
        check_fields(&owner);
        check_versions(&owner);
        check_test(&owner, "needed", owner.description->fact->needed, 0);
        check_subsections(&owner);
        check_driver(&owner);
    }
}
