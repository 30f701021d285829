/*
 * Why a property has another value under an old machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

#include <string.h>

#include "base/version.h"
#include "diff/meaning.h"

const PromisedType *newest_type(const Comparison *comparison,
                                const Change *change)
{
    const PromisedType *newest = NULL;

    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        if (g_ptr_array_find(change->machine_types, type->before, NULL) &&
            (!newest || version_compare(type->before->version,
                                        newest->before->version) > 0)) {
            newest = type;
        }
    }
    return newest;
}

static const Reason *default_of(const ChangeSide *side)
{
    const GArray *reasons = side->effective ? side->effective->reasons : NULL;

    if (!reasons || reasons->len == 0) {
        return NULL;
    }
    return &g_array_index(reasons, Reason, 0);
}

static bool is_default_changed(const Change *change)
{
    const Reason *before = default_of(&change->before);
    const Reason *after = default_of(&change->after);

    return before && after && before->kind == REASON_DEFAULT &&
           after->kind == REASON_DEFAULT &&
           meaning_compare(&before->value, &after->value) != MEANING_SAME;
}

/* The entry of the machine type that decided a value; NULL if none did. */
static const CompatProperty *deciding_entry(const MachineType *machine,
                                            const ChangeSide *side)
{
    const GArray *reasons = side->effective ? side->effective->reasons : NULL;
    const Reason *last;

    if (!reasons || reasons->len == 0) {
        return NULL;
    }
    last = &g_array_index(reasons, Reason, reasons->len - 1);
    for (guint i = 0; last->kind == REASON_COMPAT && i < machine->compat->len;
         i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (location_compare(&entry->location, &last->location) == 0 &&
            g_strcmp0(entry->driver, last->driver) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* What one looks for among the entries of the newer tree. */
typedef struct Search {
    const Change *change;
    const PromisedType *newest;
    const Driver *driver;     /* the first affected, in the newer tree */
    const Property *property; /* its definition there */
} Search;

/* Does the entry keep the older tree's value of that property? */
static bool keeps_value(const Search *search, const CompatProperty *entry)
{
    Value value;

    if (!entry->property || !entry->driver || !entry->value ||
        !g_str_equal(entry->property, search->change->name)) {
        return false;
    }
    value = effective_parse(search->property, entry->value);
    return meaning_compare(&search->change->before.value, &value) ==
           MEANING_SAME;
}

/* Does the driver have the property from the same definition? */
static bool is_sibling(const Search *search, const char *name)
{
    const QemuModel *model = search->newest->new_model;
    const Driver *driver = qemu_model_driver(model, name);
    const Property *property =
        driver ? qemu_model_property(model, driver, search->change->name)
               : NULL;

    return property && location_compare(&property->location,
                                        &search->property->location) == 0;
}

static bool is_rival(CauseKind found, CauseKind best)
{
    return best == CAUSE_NO_ENTRY ||
           (best == CAUSE_TOO_NARROW && found != CAUSE_TOO_NARROW) ||
           (best == CAUSE_NOT_APPLIED && found == CAUSE_WRONG_LIST);
}

static void look_at(const Search *search, const MachineType *machine,
                    const CompatProperty *entry, Cause *best)
{
    const QemuModel *model = search->newest->new_model;
    CauseKind found;

    if (!keeps_value(search, entry)) {
        return;
    }
    if (qemu_model_is_a(model, search->driver, entry->driver)) {
        found = g_strcmp0(machine->family, search->newest->after->family) == 0
                    ? CAUSE_WRONG_LIST
                    : CAUSE_NOT_APPLIED;
    } else if (is_sibling(search, entry->driver)) {
        found = CAUSE_TOO_NARROW;
    } else {
        return;
    }
    if (is_rival(found, best->kind)) {
        best->kind = found;
        best->entry = entry;
    }
}

/* The default changed: is there an entry that was meant to keep it? */
static Cause missing_entry(const RuleContext *context, const Search *search)
{
    const GPtrArray *machines =
        fact_set_machine_types(context->comparison->after.facts);
    Cause best = {.kind = CAUSE_NO_ENTRY};

    for (guint i = 0; search->property && i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        for (guint j = 0; j < machine->compat->len; j++) {
            look_at(search, machine,
                    &g_array_index(machine->compat, CompatProperty, j), &best);
        }
    }
    return best;
}

/* Of any of the machine types: the values were read under one of them. */
static const CompatProperty *find_entry(const RuleContext *context,
                                        const Change *change,
                                        const ChangeSide *side)
{
    const GArray *promised = context->comparison->promised;
    const CompatProperty *entry = NULL;

    for (guint i = 0; !entry && i < promised->len; i++) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);
        const MachineType *machine =
            side == &change->before ? type->before : type->after;

        if (machine &&
            g_ptr_array_find(change->machine_types, type->before, NULL)) {
            entry = deciding_entry(machine, side);
        }
    }
    return entry;
}

/* Nothing but the default decides before the device is realized. */
static bool has_default(const ChangeSide *side)
{
    const Reason *reason = default_of(side);

    return reason && reason->kind == REASON_DEFAULT &&
           side->effective->reasons->len == 1;
}

static Cause changed_entry(const RuleContext *context, const Change *change)
{
    Cause cause = {.kind = CAUSE_ENTRY_ADDED};

    cause.entry = find_entry(context, change, &change->after);
    if (!cause.entry) {
        cause.kind = CAUSE_ENTRY_REMOVED;
        cause.entry = find_entry(context, change, &change->before);
    }
    if (!cause.entry && has_default(&change->before) &&
        has_default(&change->after)) {
        cause.kind = CAUSE_CODE;
    }
    return cause;
}

Cause cause_of(const RuleContext *context, const Change *change)
{
    Search search = {
        .change = change,
        .newest = newest_type(context->comparison, change),
    };
    const QemuModel *model = search.newest ? search.newest->new_model : NULL;
    Cause cause = {.kind = CAUSE_NO_ENTRY};

    if (!model) {
        return cause;
    }
    search.driver =
        qemu_model_driver(model, g_ptr_array_index(change->drivers, 0));
    if (search.driver && qemu_model_is_a(model, search.driver, "cpu")) {
        cause.kind = CAUSE_CPU_MODEL;
        return cause;
    }
    if (g_str_equal(g_ptr_array_index(change->drivers, 0), "migration")) {
        cause.kind = CAUSE_MIGRATION;
        return cause;
    }
    if (!change->before.exists) {
        cause.kind = CAUSE_NEW_PROPERTY;
        return cause;
    }
    if (!is_default_changed(change)) {
        return changed_entry(context, change);
    }
    search.property =
        search.driver ? qemu_model_property(model, search.driver, change->name)
                      : NULL;
    return missing_entry(context, &search);
}
