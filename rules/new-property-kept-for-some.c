/*
 * new-property-kept-for-some: several drivers get a property, and the entries
 * that keep old machine types as they were name only some of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/rule.h"

#include "diff/meaning.h"

static const char help[] =
    "The same new property is defined for several drivers: each writes the same\n"
    "member of the structure that they share. Entries of old machine types keep\n"
    "the old behaviour for some of them; the others take the new default under\n"
    "old machine types as well, and change in both directions.\n"
    "\n"
    "Repair: add an entry for each of them, or name their common parent.\n";

/* An entry that is news, and what it is about. */
typedef struct Kept {
    const PromisedType *type;
    const CompatProperty *entry;
    const Property *property; /* as the entry's driver defines it */
} Kept;

static const Property *own_property(const Driver *driver, const char *name)
{
    for (guint i = 0; i < driver->properties->len; i++) {
        const Property *property =
            &g_array_index(driver->properties, Property, i);

        if (g_str_equal(property->name, name)) {
            return property;
        }
    }
    return NULL;
}

/* The driver was there before, without that property. */
static bool got_it(const PromisedType *type, const char *driver,
                   const char *name)
{
    const Driver *older = qemu_model_driver(type->old_model, driver);

    return older && !qemu_model_property(type->old_model, older, name);
}

static bool is_kept(const Kept *kept, const Driver *driver)
{
    const GArray *entries = kept->type->after->compat;

    for (guint i = 0; i < entries->len; i++) {
        const CompatProperty *entry =
            &g_array_index(entries, CompatProperty, i);

        if (g_strcmp0(entry->property, kept->entry->property) == 0 &&
            entry->driver &&
            qemu_model_is_a(kept->type->new_model, driver, entry->driver)) {
            return true;
        }
    }
    return false;
}

/* Some driver of that type can be made and is not kept. */
static bool is_open(const Kept *kept, const Driver *driver)
{
    const GPtrArray *all = qemu_model_drivers(kept->type->new_model);

    for (guint i = 0; i < all->len; i++) {
        const Driver *other = g_ptr_array_index(all, i);

        if (!other->abstract && !is_kept(kept, other) &&
            qemu_model_is_a(kept->type->new_model, other, driver->name)) {
            return true;
        }
    }
    return false;
}

/* The same member with the same default, defined once more. */
static bool is_left_out(const Kept *kept, const Driver *driver)
{
    const Property *property = own_property(driver, kept->entry->property);

    return property && property->record && property->member &&
           !property->alias_of &&
           g_strcmp0(property->record, kept->property->record) == 0 &&
           g_strcmp0(property->member, kept->property->member) == 0 &&
           property->mask == kept->property->mask &&
           meaning_compare(&property->value, &kept->property->value) ==
               MEANING_SAME &&
           got_it(kept->type, driver->name, property->name) &&
           is_open(kept, driver);
}

static const char *names_of(const RuleContext *context,
                            const GPtrArray *drivers)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < drivers->len; i++) {
        g_string_append_printf(text, "%s%s", i ? ", " : "",
                               (const char *)drivers->pdata[i]);
    }
    return findings_text(context->findings, text->str);
}

static bool has_entry(const MachineType *machine, const CompatProperty *like)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (g_strcmp0(entry->driver, like->driver) == 0 &&
            g_strcmp0(entry->property, like->property) == 0 &&
            g_strcmp0(entry->value, like->value) == 0) {
            return true;
        }
    }
    return false;
}

static void add_machine_types(const RuleContext *context, const Kept *kept,
                              Finding *finding)
{
    const GArray *promised = context->comparison->promised;

    for (guint i = 0; i < promised->len; i++) {
        const MachineType *machine =
            g_array_index(promised, PromisedType, i).after;

        if (machine && has_entry(machine, kept->entry)) {
            g_ptr_array_add(
                finding->machine_types,
                (char *)findings_text(context->findings, machine->name));
        }
    }
}

static void report(const RuleContext *context, const Kept *kept,
                   const GPtrArray *left)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    const QemuModel *model = kept->type->new_model;
    const char *name = kept->entry->property;

    finding->subject = SUBJECT_PROPERTY;
    finding->driver = findings_text(context->findings, left->pdata[0]);
    finding->name = findings_text(context->findings, name);
    finding->family =
        findings_text(context->findings, kept->type->after->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s is new for %s as for %s, and %s keeps it at %s for the latter only",
        name, names_of(context, left), kept->entry->driver,
        kept->type->after->name, kept->entry->value);
    finding_add_evidence(finding, EVIDENCE_NEW, &kept->entry->location,
                         "the entry for a sibling");
    for (guint i = 0; i < left->len; i++) {
        const Driver *driver = qemu_model_driver(model, left->pdata[i]);

        g_ptr_array_add(
            finding->drivers,
            (char *)findings_text(context->findings, left->pdata[i]));
        finding_add_evidence(finding, EVIDENCE_NEW,
                             &own_property(driver, name)->location, "left out");
    }
    add_machine_types(context, kept, finding);
}

static void look_at(const RuleContext *context, const PromisedType *type,
                    const CompatProperty *entry, GHashTable *seen)
{
    const QemuModel *model = type->new_model;
    const Driver *driver = qemu_model_driver(model, entry->driver);
    const GPtrArray *all = qemu_model_drivers(model);
    Kept kept = {.type = type, .entry = entry};
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    Value value;

    kept.property = driver ? own_property(driver, entry->property) : NULL;
    if (!kept.property || !kept.property->record || !kept.property->member ||
        g_hash_table_contains(seen, entry->property) ||
        !got_it(type, driver->name, entry->property)) {
        return;
    }
    value = effective_parse(kept.property, entry->value);
    if (meaning_compare(&value, &kept.property->value) != MEANING_OTHER) {
        return;
    }
    for (guint i = 0; i < all->len; i++) {
        const Driver *other = g_ptr_array_index(all, i);

        if (is_left_out(&kept, other)) {
            g_ptr_array_add(left, (gpointer)other->name);
        }
    }
    if (left->len > 0) {
        g_hash_table_add(seen, (gpointer)entry->property);
        report(context, &kept, left);
    }
}

/* The newest of a family first: it has the newest entries only. */
static void check(const RuleContext *context, const Change *change)
{
    const GArray *promised = context->comparison->promised;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    (void)change;
    for (guint i = promised->len; i-- > 0;) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);

        for (guint k = 0; type->after && k < type->after->compat->len; k++) {
            const CompatProperty *entry =
                &g_array_index(type->after->compat, CompatProperty, k);

            if (entry->driver && entry->property && entry->value) {
                look_at(context, type, entry, seen);
            }
        }
    }
}

const Rule rule_new_property_kept_for_some = {
    .id = "new-property-kept-for-some",
    .summary = "entries keep a new property's old behaviour for some of the "
               "drivers that got it",
    .help = help,
    .example = "542571d52326, fixed by 085b0b055b18",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
