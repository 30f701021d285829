/*
 * Why a device could not be realized: a property that nobody gave.
 *
 * Properties without a default (links, backends) are unknown while a device
 * is realized. Where an error is raised under the only condition that such a
 * property is not there, the driver needs it. Those with a default have it at
 * first; what seems to be needed then must be so whatever their values are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

/* error_setg_internal(errp, src, line, func, format, ...) and its kin. */
#define FIRST_FORMAT 4u

/* Where `text` is "property NAME", or "property NAME && more": the slot; NULL
 * if it is not of that form or the property has a default. */
static const Slot *slot_of_text(const Slots *slots, const char *text)
{
    static const char prefix[] = "property ";

    const char *end;
    gsize length;

    if (!text || !g_str_has_prefix(text, prefix) || strstr(text, " || ")) {
        return NULL;
    }
    text += strlen(prefix);
    end = strstr(text, " && ");
    length = end ? (gsize)(end - text) : strlen(text);
    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);

        if (strlen(slot->property->name) == length &&
            strncmp(slot->property->name, text, length) == 0 &&
            slot->property->value.kind == VALUE_NONE && !slot->is_bit) {
            return slot;
        }
    }
    return NULL;
}

static bool is_own(const Property *own, const Property *property)
{
    const char *dot = own->alias_of ? strrchr(own->alias_of, '.') : NULL;

    return g_str_equal(own->name, property->name) &&
           (dot ? g_str_equal(dot + 1, property->name)
                : g_strcmp0(own->record, property->record) == 0 &&
                      g_strcmp0(own->member, property->member) == 0);
}

/* Can users give it to this device: is it its own, or passed on by an alias of
 * the same name? Not that of a device inside. */
static bool is_given_by_users(const Slots *slots, const Property *property)
{
    const GArray *properties = slots->type->instance_properties;
    const Property *of_class =
        qom_class_property(slots->qom, slots->type, property->name);

    for (guint i = 0; i < properties->len; i++) {
        if (is_own(&g_array_index(properties, Property, i), property)) {
            return true;
        }
    }
    return of_class && is_own(of_class, property);
}

/* The one condition in force; NULL if there are more, or none. Those after
 * which paths ended tell what else is given, and count for nothing. */
static const Guard *only_guard(Qom *qom)
{
    guint n;
    const Guard *guards = interpreter_guards(qom->interpreter, &n);
    const Guard *only = NULL;

    for (guint i = 0; i < n; i++) {
        if (guards[i].is_assumed) {
            continue;
        }
        if (only) {
            return NULL;
        }
        only = &guards[i];
    }
    return only;
}

static const char *message_of(Qom *qom, const Call *call)
{
    for (guint i = FIRST_FORMAT; i < call->n_args; i++) {
        const char *text = qom_text(qom, call->args[i]);

        if (text) {
            return text;
        }
    }
    return NULL;
}

static bool is_known(const Driver *driver, const char *property)
{
    for (guint i = 0; i < driver->needs->len; i++) {
        if (g_str_equal(g_array_index(driver->needs, DriverNeed, i).property,
                        property)) {
            return true;
        }
    }
    return false;
}

static bool may_be_created(const Driver *driver)
{
    return driver->user_creatable.kind != VALUE_BOOLEAN ||
           driver->user_creatable.boolean;
}

void qom_note_refusal(Qom *qom, const Call *call)
{
    const Slots *slots = qom->slots;
    const Guard *guard = slots ? only_guard(qom) : NULL;
    const Slot *slot =
        guard && guard->negated ? slot_of_text(slots, guard->text) : NULL;
    DriverNeed need;

    if (!slot || !may_be_created(slots->type->driver) ||
        !is_given_by_users(slots, slot->property) ||
        is_known(slots->type->driver, slot->property->name)) {
        return;
    }
    need.property = slot->property->name;
    need.message = message_of(qom, call);
    need.location =
        extract_location(qom->context, call->where.file, call->where.line);
    g_array_append_val(slots->type->driver->needs, need);
}
