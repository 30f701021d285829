/*
 * The cells of a simulated device that its properties write.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

#define MAX_DEPTH 64u

static void clear_slot(gpointer data)
{
    Slot *slot = data;

    g_free(slot->path);
}

static void free_drivers(gpointer data)
{
    g_ptr_array_unref(data);
}

GHashTable *touched_new(const FactSet *facts)
{
    GHashTable *touched =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_drivers);
    const GPtrArray *machines = fact_set_machine_types(facts);

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        for (guint j = 0; j < machine->compat->len; j++) {
            const CompatProperty *entry =
                &g_array_index(machine->compat, CompatProperty, j);
            GPtrArray *drivers;

            if (!entry->property || !entry->driver) {
                continue;
            }
            drivers = g_hash_table_lookup(touched, entry->property);
            if (!drivers) {
                drivers = g_ptr_array_new();
                g_hash_table_insert(touched, (char *)entry->property, drivers);
            }
            if (!g_ptr_array_find(drivers, entry->driver, NULL)) {
                g_ptr_array_add(drivers, (gpointer)entry->driver);
            }
        }
    }
    return touched;
}

static bool is_touched(const Slots *slots, const QomType *type,
                       const char *property)
{
    const GPtrArray *drivers =
        slots->touched
            ? g_hash_table_lookup((GHashTable *)slots->touched, property)
            : NULL;

    if (!slots->touched) {
        return true;
    }

    for (guint i = 0; drivers && i < drivers->len; i++) {
        if (qom_implements(slots->qom, type, g_ptr_array_index(drivers, i))) {
            return true;
        }
    }
    return false;
}

static const QapiSchemaEntity *find_enum(const Qom *qom, const char *name)
{
    const QapiSchema *schema = qom->context->tree->schema;
    const QapiSchemaEntity *entity =
        schema && name ? qapi_schema_find(schema, name) : NULL;

    return entity && entity->kind == QAPI_ENUM ? entity : NULL;
}

Value slot_value(Qom *qom, const Property *property, gint64 number,
                 bool is_unsigned)
{
    const QapiSchemaEntity *entity = find_enum(qom, property->type);

    if (entity) {
        const QapiSchemaMember *member;

        if (number < 0 || number >= (gint64)entity->members->len) {
            return value_unknown();
        }
        member = g_ptr_array_index(entity->members, (guint)number);
        return value_string(fact_set_text(qom->context->facts, member->name));
    }
    switch (property->value.kind) {
    case VALUE_BOOLEAN:
        return value_boolean(number != 0);
    case VALUE_NUMBER:
    case VALUE_UNSIGNED:
        return is_unsigned ? value_unsigned((guint64)number)
                           : value_number(number);
    default:
        return number == 0 ? value_none() : value_unknown();
    }
}

/* NULL: not known. */
static const Term *default_term(Qom *qom, const Property *property,
                                const char *type)
{
    const QapiSchemaEntity *entity = find_enum(qom, property->type);
    const Value *value = &property->value;

    switch (value->kind) {
    case VALUE_BOOLEAN:
        return term_integer(qom->interpreter, value->boolean);
    case VALUE_NUMBER:
        return term_integer(qom->interpreter, value->number);
    case VALUE_UNSIGNED:
        return term_integer(qom->interpreter, (gint64)value->unsigned_number);
    case VALUE_NONE:
        /* Not the name of a backend, which users must give. */
        return g_str_equal(type, "char *") ? term_integer(qom->interpreter, 0)
                                           : NULL;
    default:
        break;
    }
    for (guint i = 0;
         value->kind == VALUE_STRING && entity && i < entity->members->len;
         i++) {
        const QapiSchemaMember *member = g_ptr_array_index(entity->members, i);

        if (g_str_equal(member->name, value->string)) {
            return term_integer(qom->interpreter, i);
        }
    }
    return NULL;
}

/* A bool property in anything but a bool is a bit of it. */
static bool is_bit(const Property *property, const char *type)
{
    return property->value.kind == VALUE_BOOLEAN && *type &&
           !g_str_equal(type, "bool") && !g_str_equal(type, "_Bool");
}

static const Term *unknown_of(Qom *qom, const char *name)
{
    g_autofree char *text = g_strdup_printf("property %s", name);

    return term_unknown(qom->interpreter, text);
}

/* What instance_init wrote comes after the default (hw/core/qdev.c:
 * device_initfn). */
static const Term *kept_by_init(const Slots *slots, const char *path,
                                const Term *initial)
{
    const Term *present =
        interpreter_read(slots->qom->interpreter, slots->type->instance, path);
    gint64 number;

    return present && term_get_integer(present, &number) && number != 0
               ? present
               : initial;
}

/* Puts the default into memory; the slot's path is that below `base`. */
static bool fill(const Slots *slots, const QomType *type, const char *base,
                 const Property *property, Slot *ret_slot)
{
    Qom *qom = slots->qom;
    g_autofree char *path = NULL;
    Slot slot = {.property = property};

    if (!property->record || !property->member || property->alias_of) {
        return false;
    }
    path = member_path(qom->context->tree->program, slots->type->unit,
                       property->record, property->member, &slot.record,
                       &slot.member, &slot.type);
    slot.path = g_strconcat(base, path, NULL);
    slot.is_bit = is_bit(property, slot.type);
    slot.is_open = slot.is_bit || is_touched(slots, type, property->name);
    slot.initial = slot.is_open ? NULL : default_term(qom, property, slot.type);
    if (slot.initial) {
        slot.initial = kept_by_init(slots, slot.path, slot.initial);
    }
    if (!slot.initial) {
        slot.is_open = true;
        slot.initial = unknown_of(qom, property->name);
    }
    interpreter_write(qom->interpreter, slots->type->instance, slot.path,
                      slot.initial);
    *ret_slot = slot;
    return true;
}

typedef void (*PropertyVisitor)(const Property *property, void *user);

static void each_property(Qom *qom, QomType *type, const GArray *own,
                          PropertyVisitor visit, void *user)
{
    for (guint i = 0; own && i < own->len; i++) {
        visit(&g_array_index(own, Property, i), user);
    }
    for (guint depth = 0; type && depth < MAX_DEPTH; depth++) {
        for (guint i = 0; i < type->class_properties->len; i++) {
            visit(&g_array_index(type->class_properties, Property, i), user);
        }
        type = qom_parent(qom, type);
    }
}

typedef struct Fill {
    Slots *slots;
    const char *base;
    const QomInstance *instance;
    GHashTable *filled; /* path -> 1 + index in the slots' list */
} Fill;

static void add_slot(const Property *property, void *user)
{
    Fill *filling = user;
    Slots *slots = filling->slots;
    Slot slot;
    guint known;

    if (!fill(slots, filling->instance->type, filling->base, property, &slot)) {
        return;
    }
    known = GPOINTER_TO_UINT(g_hash_table_lookup(slots->paths, slot.path));
    if (known) {
        Slot *other = &g_array_index(slots->list, Slot, known - 1);

        /* The nearest definition of a name came first. */
        if (!g_str_equal(other->property->name, property->name)) {
            other->is_bit = true;
        }
        if (other->is_bit) {
            slot.initial = unknown_of(slots->qom, property->member);
        } else {
            slot.initial = other->initial;
        }
        other->initial = slot.initial;
        slot.is_bit = other->is_bit;
        interpreter_write(slots->qom->interpreter, slots->type->instance,
                          slot.path, slot.initial);
    }
    g_array_append_val(slots->list, slot);
    g_hash_table_insert(slots->paths, slot.path,
                        GUINT_TO_POINTER(slots->list->len));
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The places of all instances in the memory, outermost first. */
static GPtrArray *instance_paths(const QomTag *tag)
{
    GPtrArray *paths = g_ptr_array_new();
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, tag->instances);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

Slots *slots_new(Qom *qom, QomType *type, const GHashTable *touched)
{
    Slots *slots = g_new0(Slots, 1);
    QomTag *tag = object_user(type->instance);
    g_autoptr(GPtrArray) paths = instance_paths(tag);

    slots->qom = qom;
    slots->type = type;
    slots->touched = touched;
    slots->list = g_array_new(FALSE, TRUE, sizeof(Slot));
    g_array_set_clear_func(slots->list, clear_slot);
    slots->paths = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        Fill filling = {
            .slots = slots,
            .base = path,
            .instance = g_hash_table_lookup(tag->instances, path),
        };

        each_property(qom, filling.instance->type, filling.instance->properties,
                      add_slot, &filling);
    }
    qom->slots = slots;
    return slots;
}

void slots_free(Slots *slots)
{
    if (!slots) {
        return;
    }
    if (slots->qom->slots == slots) {
        slots->qom->slots = NULL;
    }
    g_hash_table_unref(slots->paths);
    g_array_unref(slots->list);
    g_free(slots);
}

const Slot *slots_find(const Slots *slots, const char *record,
                       const char *member)
{
    const Slot *found = NULL;

    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);

        if (!slot->record || !g_str_equal(slot->record, record) ||
            !g_str_equal(slot->member, member) || slot->is_bit) {
            continue;
        }
        if (found && !g_str_equal(found->path, slot->path)) {
            return NULL;
        }
        found = slot;
    }
    return found;
}
