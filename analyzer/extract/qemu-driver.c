/*
 * Drivers: the QOM type tree with the properties of classes and instances.
 *
 * A driver's own properties are those its class_init adds, and those an
 * instance of it has that an instance of its parent has not, or has with
 * another default. Abstract types are instantiated too, for that comparison.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/qom.h"

static const Property *find_property(const GArray *properties, const char *name)
{
    for (guint i = 0; properties && i < properties->len; i++) {
        const Property *property = &g_array_index(properties, Property, i);

        if (property->name == name) {
            return property;
        }
    }
    return NULL;
}

static bool same_property(const Property *a, const Property *b)
{
    return value_equal(&a->value, &b->value) && a->when == b->when &&
           a->alias_of == b->alias_of && a->type == b->type;
}

static void add_own_properties(Qom *qom, const QomType *type, Driver *driver)
{
    const QomType *parent = qom_parent(qom, type);
    const GArray *inherited = parent ? parent->instance_properties : NULL;

    g_array_append_vals(driver->properties, type->class_properties->data,
                        type->class_properties->len);
    for (guint i = 0;
         type->instance_properties && i < type->instance_properties->len; i++) {
        const Property *property =
            &g_array_index(type->instance_properties, Property, i);
        const Property *known = find_property(inherited, property->name);

        if (!known || !same_property(known, property)) {
            g_array_append_vals(driver->properties, property, 1);
        }
    }
}

static Names interface_names(Qom *qom, const QomType *type)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < type->interfaces->len; i++) {
        g_ptr_array_add(names, g_ptr_array_index(type->interfaces, i));
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(qom->context->facts,
                          (const char *const *)names->pdata);
}

/* DeviceClass.vmsd, or what a virtio device's own class has: the proxy's
 * section carries the device's state (hw/virtio/virtio.c). */
static void add_vmstate(Qom *qom, const QomType *type, Driver *driver)
{
    const Term *term = interpreter_read(qom->interpreter, type->class_object,
                                        ".DeviceClass:vmsd");
    const IrSymbol *symbol;

    if (!term || term->kind != TERM_POINTER) {
        term = interpreter_read(qom->interpreter, type->class_object, ".vmsd");
    }
    if (!term || term->kind != TERM_POINTER) {
        return;
    }
    symbol = object_symbol(term->object);
    if (symbol && symbol->variable) {
        driver->vmstate_symbol =
            fact_set_text(qom->context->facts,
                          ir_text(symbol->unit->file, symbol->variable->name));
    }
    driver->vmstate =
        qom_text(qom, interpreter_read_at(qom->interpreter, term, ".name"));
}

static void add_driver(Qom *qom, QomType *type)
{
    Driver *driver = fact_set_add_driver(qom->context->facts);

    type->driver = driver;
    driver->name = type->name;
    driver->parent = type->parent_name;
    driver->abstract = type->abstract;
    driver->targets = extract_targets(qom->context, type->unit);
    driver->interfaces = interface_names(qom, type);
    driver->location = type->location;
    add_own_properties(qom, type, driver);
    if (type->class_object && qom_is_a(qom, type, "device")) {
        add_vmstate(qom, type, driver);
    }
}

/*
 * Which accelerator runs is the user's choice: what `AccelClass.allowed`
 * points to (kvm_allowed, tcg_allowed) is set when it is initialised
 * (accel/accel-system.c:accel_init_machine), before other classes are made.
 */
static void forget_accelerators(Qom *qom)
{
    for (guint i = 0; i < qom->types->len; i++) {
        QomType *type = g_ptr_array_index(qom->types, i);
        const Term *allowed;
        Object *class;

        if (!qom_is_a(qom, type, "accel")) {
            continue;
        }
        class = qom_class(qom, type);
        allowed = class ? interpreter_read(qom->interpreter, class, ".allowed")
                        : NULL;
        if (allowed && allowed->kind == TERM_POINTER) {
            interpreter_write(
                qom->interpreter, allowed->object, allowed->path,
                term_unknown(qom->interpreter, object_label(allowed->object)));
        }
    }
}

void extract_qemu_driver(ExtractContext *context)
{
    Qom *qom = qom_new(context);

    context->qom = qom;
    forget_accelerators(qom);
    for (guint i = 0; i < qom->types->len; i++) {
        qom_class(qom, g_ptr_array_index(qom->types, i));
    }
    for (guint i = 0; i < qom->types->len; i++) {
        QomType *type = g_ptr_array_index(qom->types, i);

        if (!qom_is_a(qom, type, "interface")) {
            qom_instantiate(qom, type);
        }
    }
    for (guint i = 0; i < qom->types->len; i++) {
        add_driver(qom, g_ptr_array_index(qom->types, i));
    }
}
