/*
 * qdev `Property` structures: from memory of the simulation to facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

#include <string.h>

/* The name of the enum whose look-up table a term points to. */
static const char *lookup_name(Qom *qom, const Term *table)
{
    const IrSymbol *symbol = table && table->kind == TERM_POINTER
                                 ? object_symbol(table->object)
                                 : NULL;
    const char *text = NULL;
    g_autofree char *name = NULL;

    if (symbol && symbol->variable) {
        text = ir_text(symbol->unit->file, symbol->variable->name);
    } else if (table && table->kind == TERM_POINTER) {
        text = object_label(table->object); /* declared, not defined */
    } else if (table && table->kind == TERM_UNKNOWN) {
        text = table->text;
    }
    if (!text) {
        return NULL;
    }
    text += strspn(text, "&(");
    if (!g_str_has_suffix(text, "_lookup") && !strstr(text, "_lookup)")) {
        return NULL;
    }
    name = g_strndup(text, (gsize)(strstr(text, "_lookup") - text));
    return fact_set_text(qom->context->facts, name);
}

/* "RunState" of "RunState" whatever the C spelling: QAPI names may hold '-'
 * where C has '_'. */
static const QapiSchemaEntity *find_enum(const Qom *qom, const char *c_name)
{
    const QapiSchema *schema = qom->context->tree->schema;
    const QapiSchemaEntity *entity =
        schema && c_name ? qapi_schema_find(schema, c_name) : NULL;

    return entity && entity->kind == QAPI_ENUM ? entity : NULL;
}

/* The name of enum value `number` in the table an info points to. */
static const char *enum_name(Qom *qom, const Term *table, gint64 number)
{
    const QapiSchemaEntity *entity = find_enum(qom, lookup_name(qom, table));
    g_autofree char *path =
        g_strdup_printf(".array[%" G_GINT64_FORMAT "]", number);
    g_autofree char *plain = g_strdup_printf("[%" G_GINT64_FORMAT "]", number);
    const char *name;

    if (entity && number >= 0 && number < (gint64)entity->members->len) {
        const QapiSchemaMember *member =
            g_ptr_array_index(entity->members, (guint)number);

        return fact_set_text(qom->context->facts, member->name);
    }
    if (!table || table->kind != TERM_POINTER) {
        return NULL;
    }
    name = qom_text(qom, interpreter_read_at(qom->interpreter, table, path));
    return name ? name
                : qom_text(qom,
                           interpreter_read_at(qom->interpreter, table, plain));
}

/* Also for qapi_enum_lookup(table, value). */
const Term *qom_enum_lookup(const Call *call, void *user)
{
    Qom *qom = user;
    const char *name = NULL;
    gint64 number;

    if (call->n_args > 1 && term_get_integer(call->args[1], &number)) {
        name = enum_name(qom, call->args[0], number);
    }
    return name ? term_string(qom->interpreter, name) : NULL;
}

/* Runs info->set_default_value(op, prop), 2.10 and newer (commit
 * a2740ad584); op was the object itself at first. */
static Value default_by_setter(Qom *qom, const Term *setter,
                               const Term *property, const IrUnit *unit)
{
    Object *object =
        interpreter_object(qom->interpreter, "default", OBJECT_UNKNOWN);
    const Term *args[] = {term_pointer(qom->interpreter, object, ""), property};
    QomTag *outer = qom->probe;

    qom->probe = qom_new_tag(qom, object);
    qom->probe->kind = QOM_TAG_LIST;
    qom->probed = value_unknown();
    interpreter_call_term(qom->interpreter, setter, unit, args, 2);
    qom->probe = outer;
    return qom->probed;
}

/* Up to 2.9 `qtype` and `defval` say it (hw/core/qdev.c:
 * qdev_property_add_static). */
static Value default_by_qtype(Qom *qom, const Term *property)
{
    Interpreter *interpreter = qom->interpreter;
    const Term *qtype = interpreter_read_at(interpreter, property, ".qtype");
    const Term *defval = interpreter_read_at(interpreter, property, ".defval");
    const Term *table = interpreter_read_at(interpreter, property, ".info");
    gint64 number;

    if (!qtype || qtype->kind != TERM_INTEGER || qtype->number == 0 ||
        !defval || !term_get_integer(defval, &number)) {
        return value_none();
    }
    if (g_strcmp0(qtype->text, "QTYPE_QBOOL") == 0) {
        return value_boolean(number != 0);
    }
    table =
        table ? interpreter_read_at(interpreter, table, ".enum_table") : NULL;
    if (table && table->kind != TERM_INTEGER) {
        const char *name = enum_name(qom, table, number);

        return name ? value_string(name) : value_unknown();
    }
    return value_number(number);
}

static bool is_initialised(Qom *qom, const Term *property, const char *member)
{
    g_autofree char *path = g_strconcat(property->path, member, NULL);
    const IrUnit *unit = NULL;

    return interpreter_initialiser(qom->interpreter, property->object, path,
                                   &unit) != NULL;
}

/* `defval` is a union: what DEFINE_PROP_SIGNED puts into one member, an info
 * for unsigned values reads from the other. */
static void share_default(Qom *qom, const Term *property)
{
    static const char *const members[] = {".defval.i", ".defval.u"};

    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const char *set = members[i];
        const char *other = members[1 - i];

        if (is_initialised(qom, property, set) &&
            !is_initialised(qom, property, other)) {
            g_autofree char *path = g_strconcat(property->path, other, NULL);

            interpreter_write(
                qom->interpreter, property->object, path,
                interpreter_read_at(qom->interpreter, property, set));
        }
    }
}

static Value default_of(Qom *qom, const Term *property, const Term *info)
{
    Interpreter *interpreter = qom->interpreter;
    const Term *flag =
        interpreter_read_at(interpreter, property, ".set_default");
    const Term *setter =
        info ? interpreter_read_at(interpreter, info, ".set_default_value")
             : NULL;
    const IrSymbol *symbol =
        info && info->kind == TERM_POINTER ? object_symbol(info->object) : NULL;
    gint64 number;

    if (setter && setter->kind == TERM_FUNCTION) {
        if (!flag || !term_get_integer(flag, &number)) {
            return value_unknown();
        }
        share_default(qom, property);
        return number ? default_by_setter(qom, setter, property,
                                          symbol ? symbol->unit : NULL)
                      : value_none();
    }
    return default_by_qtype(qom, property);
}

/* The structure and member a property writes: its offset is
 * `offsetof(State, field)`, with type checks around it. */
static const IrNode *find_offsetof(const IrFile *file, const IrNode *node,
                                   guint depth)
{
    const IrNode *found = NULL;

    if (!node || depth > 16) {
        return NULL;
    }
    if (node->kind == IR_OFFSETOF) {
        return node;
    }
    for (const IrNode *child = ir_first(file, node); child && !found;
         child = ir_next(file, child)) {
        found = find_offsetof(file, child, depth + 1);
    }
    return found;
}

static void read_member(Qom *qom, const Term *property, Property *ret_property)
{
    const IrUnit *unit = NULL;
    g_autofree char *path = g_strconcat(property->path, ".offset", NULL);
    const IrNode *node = interpreter_initialiser(qom->interpreter,
                                                 property->object, path, &unit);
    const char *record;

    node = node && unit ? find_offsetof(unit->file, node, 0) : NULL;
    if (!node) {
        return;
    }
    record = ir_text(unit->file, node->type);
    record = g_str_has_prefix(record, "struct ") ? record + 7 : record;
    ret_property->record = fact_set_text(qom->context->facts, record);
    ret_property->member =
        fact_set_text(qom->context->facts, ir_text(unit->file, node->name));
}

static Location place_of(Qom *qom, const Term *property)
{
    const IrSymbol *symbol = object_symbol(property->object);
    const IrUnit *unit = NULL;
    g_autofree char *path = g_strconcat(property->path, ".name", NULL);
    const IrNode *node = interpreter_initialiser(qom->interpreter,
                                                 property->object, path, &unit);

    if (!symbol || !symbol->variable) {
        return (Location){NULL, 0};
    }
    return extract_location(qom->context,
                            ir_text(symbol->unit->file, symbol->variable->file),
                            node ? node->line : symbol->variable->line);
}

/* DEFINE_PROP_BIT and _BIT64. */
static void read_mask(Qom *qom, const Term *property, Property *result)
{
    const Term *bit = interpreter_read_at(qom->interpreter, property, ".bitnr");
    gint64 number;

    if (result->value.kind == VALUE_BOOLEAN && bit &&
        term_get_integer(bit, &number) && number >= 0 && number < 64) {
        result->mask = (guint64)1 << number;
    }
}

Property qom_read_qdev_property(Qom *qom, const Term *property,
                                const char *name)
{
    Interpreter *interpreter = qom->interpreter;
    Property result = {.how = "qdev", .value = value_unknown()};
    const Term *info = interpreter_read_at(interpreter, property, ".info");

    result.name = name ? name
                       : qom_text(qom, interpreter_read_at(interpreter,
                                                           property, ".name"));
    if (property->kind != TERM_POINTER || !result.name) {
        return result;
    }
    if (info && info->kind == TERM_POINTER) {
        /* PropertyInfo.name became .type in 10.0 (commit c98dac169e). */
        result.type =
            qom_text(qom, interpreter_read_at(interpreter, info, ".type"));
        if (!result.type) {
            result.type =
                qom_text(qom, interpreter_read_at(interpreter, info, ".name"));
        }
    }
    result.value = default_of(qom, property, info);
    result.location = place_of(qom, property);
    read_member(qom, property, &result);
    read_mask(qom, property, &result);
    if (result.value.kind == VALUE_UNKNOWN) {
        extract_gap(qom->context, "property", result.name,
                    "its default could not be evaluated", result.location.file,
                    result.location.line);
    }
    return result;
}

static bool array_goes_on(Qom *qom, const Term *element)
{
    const Term *name = interpreter_read_at(qom->interpreter, element, ".name");

    return name && !term_is_null(name);
}

void qom_note_array(Qom *qom, const Term *array, guint entries)
{
    const IrSymbol *symbol = object_symbol(array->object);

    if (symbol && symbol->variable) {
        extract_read(qom->context, "property-array",
                     ir_text(symbol->unit->file, symbol->variable->file),
                     ir_text(symbol->unit->file, symbol->variable->name),
                     entries);
    }
}

void qom_add_qdev_properties(Qom *qom, QomType *type, const Term *array,
                             gint64 count)
{
    gint64 length =
        interpreter_array_length(qom->interpreter, array->object, array->path);

    guint n_before = type->class_properties->len;

    /* An array of 4.x and older ends with an element without name, or was
     * dropped by the parser: then its length says there is nothing. */
    for (gint64 i = 0; count < 0 ? i < 4096 : i < count; i++) {
        const Term *element = qom_element(qom, array, i);
        Property property;

        if (length >= 0 && i >= length) {
            break;
        }
        if (!array_goes_on(qom, element)) {
            break;
        }
        property = qom_read_qdev_property(qom, element, NULL);
        if (!property.name) {
            extract_gap(qom->context, "property-array",
                        object_label(array->object),
                        "an element's name is not known",
                        property.location.file, property.location.line);
            break;
        }
        g_array_append_val(type->class_properties, property);
    }
    qom_note_array(qom, array, type->class_properties->len - n_before);
}
