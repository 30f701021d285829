/*
 * What realizing a device does to its properties.
 *
 * DeviceClass.realize of every driver is run on a simulated instance whose
 * properties have their defaults (extract/realize.h); embedded devices are
 * realized on the way. What differs afterwards is a RunTimeWrite of the
 * driver. Errors end the path they are raised on: a device that could not be
 * realized does not count.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/qemu-constant.h"
#include "extract/realize.h"

#include <string.h>

/* More functions than a device has to call before it is what it is. */
#define MAX_ENTERED 4000u

/* While a device is realized: only device models and their headers are of
 * interest, not what the rest of QEMU does for them. */
bool qom_may_enter(const IrSymbol *function, void *user)
{
    static const char *const folders[] = {"hw/", "target", "include/"};
    Qom *qom = user;
    const char *file;

    if (!qom->is_realizing) {
        return true;
    }
    if (qom->n_entered++ > MAX_ENTERED) {
        return false;
    }
    file = ir_text(function->unit->file, function->function->file);
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (g_str_has_prefix(file, folders[i])) {
            return true;
        }
    }
    return false;
}

bool qom_realize(Qom *qom, const Term *device)
{
    const QomInstance *instance = qom_instance_of_term(device);
    Object *class = instance ? qom_class(qom, instance->type) : NULL;
    const Term *function = class ? interpreter_read(qom->interpreter, class,
                                                    ".DeviceClass:realize")
                                 : NULL;
    const Term *args[] = {device, term_unknown(qom->interpreter, "errp")};

    if (instance) {
        realize_note_part(qom, instance->type);
    }
    if (!function || function->kind != TERM_FUNCTION || qom->depth > 16) {
        return false;
    }
    qom->depth++;
    g_ptr_array_add(qom->realizing, instance->type);
    interpreter_call_term(qom->interpreter, function, instance->type->unit,
                          args, 2);
    g_ptr_array_set_size(qom->realizing, (gint)qom->realizing->len - 1);
    qom->depth--;
    return true;
}

static const Cell *find_cell(const GArray *cells, const Term *term,
                             const char *member)
{
    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);

        if (cell->term == term && g_str_has_suffix(cell->path, member)) {
            return cell;
        }
    }
    return NULL;
}

/* Where a second device gets another number, the first one's is unknown. */
static const Term *told_apart(Qom *qom, const Term *first, const Term *second)
{
    gint64 a;
    gint64 b;

    if (term_get_integer(first, &a) &&
        (!second || !term_get_integer(second, &b) || a != b)) {
        return term_unknown(qom->interpreter, "another one for each device");
    }
    return first;
}

static void add_writes(const Slots *slots, const Slot *slot, const char *name,
                       const GArray *cells)
{
    Qom *qom = slots->qom;
    const Term *term =
        interpreter_read(qom->interpreter, slots->type->instance, slot->path);
    const Cell *cell;
    Location where = {NULL, 0};

    if (!term || slot->is_bit || slot_is_initial(slot, term)) {
        return;
    }
    cell = find_cell(cells, term, slot->member);
    if (cell) {
        where = cell->where;
    }
    if (slots->second) {
        term = told_apart(
            qom, term,
            interpreter_read(qom->interpreter, slots->second, slot->path));
    }
    if (term->kind == TERM_CHOICE) {
        realize_add_writes(slots, slot, name, term->alternatives,
                           term->n_alternatives, &where);
    } else {
        const Alternative only = {.term = term};

        realize_add_writes(slots, slot, name, &only, 1, &where);
    }
}

static const Slot *find_slot(const Slots *slots, const Property *property)
{
    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);

        if (slot->property == property) {
            return slot;
        }
    }
    return NULL;
}

/* The property an alias ends at, by the name of its driver. */
static const Slot *find_original(const Slots *slots, const char *alias_of)
{
    const char *dot = strchr(alias_of, '.');

    for (guint i = 0; dot && i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);

        if (g_str_equal(slot->property->name, dot + 1) && *slot->path) {
            return slot;
        }
    }
    return NULL;
}

static void note_property(const Slots *slots, const Property *property,
                          const GArray *cells, GHashTable *seen)
{
    const Slot *slot = property->alias_of
                           ? find_original(slots, property->alias_of)
                           : find_slot(slots, property);

    if (slot && g_hash_table_add(seen, (char *)property->name)) {
        add_writes(slots, slot, property->name, cells);
    }
}

static void note_writes(const Slots *slots)
{
    Qom *qom = slots->qom;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) cells =
        object_cells(qom->interpreter, slots->type->instance);
    QomType *type = slots->type;

    for (guint i = 0; i < type->instance_properties->len; i++) {
        note_property(slots,
                      &g_array_index(type->instance_properties, Property, i),
                      cells, seen);
    }
    for (guint depth = 0; type && depth < 64; depth++) {
        for (guint i = 0; i < type->class_properties->len; i++) {
            note_property(slots,
                          &g_array_index(type->class_properties, Property, i),
                          cells, seen);
        }
        type = qom_parent(qom, type);
    }
}

static bool realize_instance(Qom *qom, Object *instance)
{
    interpreter_write(qom->interpreter, instance, ".DeviceState:parent_bus",
                      term_unknown(qom->interpreter, "dev->parent_bus"));
    qom->n_entered = 0;
    return qom_realize(qom, term_pointer(qom->interpreter, instance, ""));
}

/* Is there a slot that was given a number? */
static bool has_number(const Slots *slots)
{
    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);
        const Term *term = interpreter_read(slots->qom->interpreter,
                                            slots->type->instance, slot->path);
        gint64 number;

        if (!slot->is_bit && term_get_integer(term, &number) &&
            !slot_is_initial(slot, term)) {
            return true;
        }
    }
    return false;
}

/* Makes and realizes another device of that type. */
static Object *realize_another(Qom *qom, QomType *type,
                               const GHashTable *touched)
{
    Object *first = type->instance;
    Object *second =
        interpreter_object(qom->interpreter, type->name, OBJECT_ZERO);
    Slots *slots;

    qom->is_realizing = false;
    qom_initialise(qom, term_pointer(qom->interpreter, second, ""), type);
    qom->is_realizing = true;
    type->instance = second;
    slots = slots_new(qom, type, touched);
    realize_instance(qom, second);
    slots_free(slots);
    type->instance = first;
    return second;
}

static bool has_need(const GArray *needs, const DriverNeed *need)
{
    for (guint i = 0; i < needs->len; i++) {
        if (g_str_equal(g_array_index(needs, DriverNeed, i).property,
                        need->property)) {
            return true;
        }
    }
    return false;
}

/* What is needed only while other properties have their defaults is not
 * needed. */
static void confirm_needs(Qom *qom, QomType *type)
{
    GArray *needs = type->driver->needs;
    g_autoptr(GArray) again = g_array_new(FALSE, TRUE, sizeof(DriverNeed));

    if (needs->len == 0) {
        return;
    }
    type->driver->needs = again;
    realize_another(qom, type, NULL);
    type->driver->needs = needs;
    for (guint i = needs->len; i > 0; i--) {
        if (!has_need(again, &g_array_index(needs, DriverNeed, i - 1))) {
            g_array_remove_index(needs, i - 1);
        }
    }
}

static void realize(Qom *qom, QomType *type, const GHashTable *touched)
{
    g_autoptr(Slots) slots = slots_new(qom, type, touched);

    if (!realize_instance(qom, type->instance)) {
        return;
    }
    /* Devices that count themselves in static variables give each another
     * number. */
    if (has_number(slots)) {
        slots->second = realize_another(qom, type, touched);
        qom->slots = slots;
    }
    note_writes(slots);
    note_constants(slots);
    confirm_needs(qom, type);
}

void extract_qemu_realize(ExtractContext *context)
{
    Qom *qom = context->qom;
    g_autoptr(GHashTable) touched = touched_new(context->facts);

    qom->is_realizing = true;
    for (guint i = 0; i < qom->types->len; i++) {
        QomType *type = g_ptr_array_index(qom->types, i);

        if (!type->abstract && type->driver && type->instance &&
            type->instance_properties && qom_is_a(qom, type, "device") &&
            !qom_is_a(qom, type, "cpu")) {
            realize(qom, type, touched);
        }
    }
    qom->is_realizing = false;
    finish_constants(qom);
}
