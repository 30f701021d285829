/*
 * Built-ins of the simulation: links from one object to another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

/* Where users' object is put. */
static void set_place(Qom *qom, Property *property, const Term *place)
{
    FactSet *facts = qom->context->facts;
    const char *record;
    const char *member;
    gint64 index;

    if (!place || !term_get_member(place, &record, &member, &index)) {
        return;
    }
    property->record = fact_set_text(facts, record);
    if (index < 0) {
        property->member = fact_set_text(facts, member);
    } else {
        g_autofree char *element =
            g_strdup_printf("%s[%" G_GINT64_FORMAT "]", member, index);

        property->member = fact_set_text(facts, element);
    }
}

const Term *qom_add_link(const Call *call, void *user)
{
    Qom *qom = user;
    QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    const char *name = qom_text(qom, qom_argument(call, 1));
    const char *type = qom_text(qom, qom_argument(call, 2));
    g_autofree char *text = g_strdup_printf("link<%s>", type ? type : "object");
    Property property = {.name = name, .value = value_none()};

    if (!instance || !name || g_strcmp0(type, "irq") == 0) {
        return NULL; /* interrupts are wires, no settings */
    }
    property.type = fact_set_text(qom->context->facts, text);
    property.how = "instance";
    property.when = qom_guards(qom);
    property.location =
        extract_location(qom->context, call->where.file, call->where.line);
    set_place(qom, &property, qom_argument(call, 3));
    return qom_add_to_instance(qom, instance, &property);
}

/* The name and the value: which is which shows in the terms (see
 * object_property_set_X; here only the name is a string). */
const Term *qom_set_link(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *device = qom_argument(call, 0);
    const char *first = qom_text(qom, qom_argument(call, 1));
    const char *name = first ? first : qom_text(qom, qom_argument(call, 2));
    const Term *value = qom_argument(call, first ? 2 : 1);
    const Slots *slots = qom->slots;

    if (!qom->is_realizing || !slots || !name || !value || !device ||
        device->kind != TERM_POINTER ||
        device->object != slots->type->instance) {
        return NULL;
    }
    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);

        if (g_str_equal(slot->property->name, name) &&
            g_str_has_prefix(slot->path, device->path)) {
            interpreter_write(qom->interpreter, device->object, slot->path,
                              value);
        }
    }
    return NULL;
}
