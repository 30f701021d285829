/*
 * Built-ins of the simulation: properties of classes and instances.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

#include <string.h>

Value qom_value(const Qom *qom, const Term *term)
{
    if (!term) {
        return value_unknown();
    }
    switch (term->kind) {
    case TERM_INTEGER:
        return term->is_unsigned ? value_unsigned((guint64)term->number)
                                 : value_number(term->number);
    case TERM_STRING:
        return value_string(fact_set_text(qom->context->facts, term->text));
    default:
        return value_unknown();
    }
}

/* An ObjectProperty * for the caller: later calls set its default. */
static const Term *handle_for(Qom *qom, GArray *properties, guint index)
{
    Object *object = interpreter_object(
        qom->interpreter, g_array_index(properties, Property, index).name,
        OBJECT_UNKNOWN);
    QomTag *tag = qom_new_tag(qom, object);

    tag->kind = QOM_TAG_PROPERTY;
    tag->properties = properties;
    tag->index = index;
    return term_pointer(qom->interpreter, object, "");
}

static const Term *add_property(Qom *qom, GArray *properties,
                                const Property *property)
{
    for (guint i = 0; i < properties->len; i++) {
        const Property *known = &g_array_index(properties, Property, i);

        if (g_str_equal(known->name, property->name)) {
            return handle_for(qom, properties, i);
        }
    }
    if (qom->is_realizing) {
        return NULL; /* the facts have it as it was created */
    }
    g_array_append_val(properties, *property);
    return handle_for(qom, properties, properties->len - 1);
}

const char *qom_guards(Qom *qom)
{
    const char *text = interpreter_guard_text(qom->interpreter);

    return *text ? fact_set_text(qom->context->facts, text) : NULL;
}

/* Name and type from a call whose second and third arguments they are. */
static bool property_of_call(Qom *qom, const Call *call, const char *how,
                             Property *ret_property)
{
    const char *name = qom_text(qom, qom_argument(call, 1));

    if (!name) {
        extract_gap(qom->context, "property", NULL,
                    "the property's name is made at run time", call->where.file,
                    call->where.line);
        return false;
    }
    *ret_property = (Property){
        .name = name,
        .type = qom_text(qom, qom_argument(call, 2)),
        .value = value_none(),
        .how = how,
        .when = qom_guards(qom),
        .location =
            extract_location(qom->context, call->where.file, call->where.line),
    };
    return true;
}

static const Term *class_property_add(const Call *call, void *user)
{
    Qom *qom = user;
    QomType *type = qom_class_of_term(qom_argument(call, 0));
    Property property;

    if (!type) {
        extract_gap(qom->context, "property",
                    call->n_args > 1 ? qom_text(qom, call->args[1]) : NULL,
                    "it is added to a class that is not known",
                    call->where.file, call->where.line);
        return NULL;
    }
    if (!property_of_call(qom, call, "class", &property)) {
        return NULL;
    }
    return add_property(qom, type->class_properties, &property);
}

/* Up to 4.x the properties of dc->props reach here too, from device_initfn:
 * they are the class's already. */
const Term *qom_add_to_instance(Qom *qom, QomInstance *instance,
                                const Property *property)
{
    if (qom_class_property(qom, instance->type, property->name)) {
        return NULL;
    }
    return add_property(qom, instance->properties, property);
}

static const Term *instance_property_add(const Call *call, void *user)
{
    Qom *qom = user;
    QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    Property property;

    if (!instance || !property_of_call(qom, call, "instance", &property)) {
        return NULL;
    }
    if (property.type && (g_str_has_prefix(property.type, "child<") ||
                          g_str_has_prefix(property.type, "link<irq>"))) {
        return NULL; /* structure, not a setting */
    }
    return qom_add_to_instance(qom, instance, &property);
}

static const Term *add_child(const Call *call, void *user)
{
    (void)user;
    return qom_argument(call, 2);
}

static const Property *find_property(Qom *qom, const QomInstance *instance,
                                     const char *name)
{
    for (guint i = 0; i < instance->properties->len; i++) {
        const Property *property =
            &g_array_index(instance->properties, Property, i);

        if (g_str_equal(property->name, name)) {
            return property;
        }
    }
    return qom_class_property(qom, instance->type, name);
}

static const Term *instance_find(const Call *call, void *user)
{
    Qom *qom = user;
    const QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    const char *name = qom_text(qom, qom_argument(call, 1));

    if (!instance || !name) {
        return NULL;
    }
    if (!find_property(qom, instance, name)) {
        return term_integer(qom->interpreter, 0);
    }
    return term_pointer(
        qom->interpreter,
        interpreter_object(qom->interpreter, name, OBJECT_UNKNOWN), "");
}

static const Term *class_find(const Call *call, void *user)
{
    Qom *qom = user;
    QomType *type = qom_class_of_term(qom_argument(call, 0));
    const char *name = qom_text(qom, qom_argument(call, 1));

    if (!type || !name) {
        return NULL;
    }
    if (!qom_class_property(qom, type, name)) {
        return term_integer(qom->interpreter, 0);
    }
    return term_pointer(
        qom->interpreter,
        interpreter_object(qom->interpreter, name, OBJECT_UNKNOWN), "");
}

static const Term *add_alias(Qom *qom, QomInstance *instance, const char *name,
                             const QomInstance *target, const char *target_name,
                             const Location *where)
{
    const Property *original =
        target && target_name ? find_property(qom, target, target_name) : NULL;
    Property property = {
        .name = name,
        .value = original ? original->value : value_unknown(),
        .type = original ? original->type : NULL,
        .how = "alias",
        .when = qom_guards(qom),
        .location = extract_location(qom->context, where->file, where->line),
    };

    if (original) {
        g_autofree char *text =
            g_strconcat(target->type->name, ".", target_name, NULL);

        property.alias_of = fact_set_text(qom->context->facts, text);
        property.record = original->record;
        property.member = original->member;
        property.when = property.when ? property.when : original->when;
    } else {
        extract_gap(qom->context, "property", name,
                    "the property it is an alias of is not known", where->file,
                    where->line);
    }
    return qom_add_to_instance(qom, instance, &property);
}

/* object_property_add_alias(obj, name, target_obj, target_name) */
static const Term *instance_alias(const Call *call, void *user)
{
    Qom *qom = user;
    QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    const char *name = qom_text(qom, qom_argument(call, 1));

    if (!instance || !name) {
        extract_gap(qom->context, "property", name,
                    "an alias on an object that is not known", call->where.file,
                    call->where.line);
        return NULL;
    }
    return add_alias(qom, instance, name,
                     qom_instance_of_term(qom_argument(call, 2)),
                     qom_text(qom, qom_argument(call, 3)), &call->where);
}

/*
 * qdev_alias_all_properties(target, source): every qdev property that the
 * target's class has below "device" becomes an alias on the source, unless
 * the source has one of that name (hw/core/qdev-properties.c).
 */
static const Term *alias_all(const Call *call, void *user)
{
    Qom *qom = user;
    const QomInstance *target = qom_instance_of_term(qom_argument(call, 0));
    QomInstance *source = qom_instance_of_term(qom_argument(call, 1));
    QomType *type = target ? target->type : NULL;

    if (!target || !source) {
        extract_gap(qom->context, "property", NULL,
                    "aliases of all properties of an object that is not known",
                    call->where.file, call->where.line);
        return NULL;
    }
    while (type && !g_str_equal(type->name, "device")) {
        for (guint i = 0; i < type->class_properties->len; i++) {
            const Property *property =
                &g_array_index(type->class_properties, Property, i);

            if (g_str_equal(property->how, "qdev") &&
                !find_property(qom, source, property->name)) {
                add_alias(qom, source, property->name, target, property->name,
                          &call->where);
            }
        }
        type = qom_parent(qom, type);
    }
    return NULL;
}

static const Term *set_class_props(const Call *call, void *user)
{
    Qom *qom = user;
    QomType *type = qom_class_of_term(qom_argument(call, 0));
    const Term *array = qom_argument(call, 1);
    gint64 count = -1;

    if (call->n_args > 2 && !term_get_integer(call->args[2], &count)) {
        count = -1;
    }
    if (!type || !array || array->kind != TERM_POINTER) {
        extract_gap(qom->context, "property-array", NULL,
                    "the class or the array of properties is not known",
                    call->where.file, call->where.line);
        return NULL;
    }
    interpreter_write(qom->interpreter, type->class_object, ".props_", array);
    qom_add_qdev_properties(qom, type, array, count);
    return NULL;
}

/* qdev_property_add_static(dev, property): one property of one instance. */
static const Term *add_static(const Call *call, void *user)
{
    Qom *qom = user;
    QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    Property property;

    if (!instance || !qom_argument(call, 1)) {
        return NULL;
    }
    property = qom_read_qdev_property(qom, call->args[1], NULL);
    if (call->args[1]->kind == TERM_POINTER) {
        qom_note_array(qom, call->args[1], 1);
    }
    property.when = qom_guards(qom);
    if (!property.name) {
        return NULL;
    }
    return qom_add_to_instance(qom, instance, &property);
}

const BuiltinEntry qom_property_builtins[] = {
    {"object_class_property_add", class_property_add},
    {"object_property_add", instance_property_add},
    {"object_property_try_add", instance_property_add},
    {"object_property_add_link", qom_add_link},
    {"object_property_add_child", add_child},
    {"object_property_try_add_child", add_child},
    {"object_property_add_alias", instance_alias},
    {"object_property_find", instance_find},
    {"object_property_find_err", instance_find},
    {"object_class_property_find", class_find},
    {"object_class_property_find_err", class_find},
    {"object_property_set_description", qom_no_effect},
    {"object_class_property_set_description", qom_no_effect},
    {"qdev_alias_all_properties", alias_all},
    {"device_class_set_props", set_class_props},
    {"device_class_set_props_n", set_class_props},
    {"qdev_property_add_static", add_static},
    {"qapi_enum_lookup", qom_enum_lookup},
};
const guint n_qom_property_builtins = G_N_ELEMENTS(qom_property_builtins);
