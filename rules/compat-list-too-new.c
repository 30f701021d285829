/*
 * compat-list-too-new: an entry that old machine types need stands in the list
 * of a version that is still being made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "The list of a version keeps for its machine types what changed after that\n"
    "version. Here an entry for a change of this cycle was added to the list named\n"
    "after the version to come. The machine types of the last release apply it for\n"
    "now; but once the next cycle is opened, the new version's own machine types\n"
    "apply the list as well, and turn into something that they were not when they\n"
    "were released. They break in both directions then.\n"
    "\n"
    "Repair: move the entry to the list of the last released version.\n";

static bool is_same(const CompatProperty *x, const CompatProperty *y)
{
    return g_strcmp0(x->driver, y->driver) == 0 &&
           g_strcmp0(x->property, y->property) == 0 &&
           g_strcmp0(x->list, y->list) == 0;
}

static bool has_entry(const MachineType *machine, const CompatProperty *like)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        if (is_same(&g_array_index(machine->compat, CompatProperty, i), like)) {
            return true;
        }
    }
    return false;
}

static const char *newest_promised(const Comparison *comparison)
{
    const char *newest = NULL;

    for (guint i = 0; i < comparison->promised->len; i++) {
        const MachineType *machine =
            g_array_index(comparison->promised, PromisedType, i).before;

        if (!newest || version_compare(machine->version, newest) > 0) {
            newest = machine->version;
        }
    }
    return newest;
}

/* A machine type of that version, or a newer one, that is being made. */
static const MachineType *being_made(const GArray *machines,
                                     const char *version, const char *released)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (version_compare(machine->version, version) == 0 &&
            version_compare(machine->version, released) > 0) {
            return machine;
        }
    }
    return NULL;
}

static void report(const RuleContext *context, const PromisedType *type,
                   const CompatProperty *entry, const MachineType *coming)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    g_autofree char *list = list_as_written(entry);

    finding->subject = SUBJECT_PROPERTY;
    finding->driver = findings_text(context->findings, entry->driver);
    finding->name = findings_text(context->findings,
                                  entry->property ? entry->property : "?");
    finding->family = findings_text(context->findings, coming->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s.%s=%s is for %s and older, and stands in %s, the list of the "
        "version to come",
        entry->driver, entry->property ? entry->property : "?",
        entry->value ? entry->value : "?", type->after->version, list);
    finding_add_evidence(finding, EVIDENCE_NEW, &entry->location, "the entry");
    finding_add_evidence(finding, EVIDENCE_NEW, &coming->location,
                         "a machine type of that version");
    g_ptr_array_add(finding->machine_types,
                    (char *)findings_text(context->findings, coming->name));
}

static void look_at(const RuleContext *context, const PromisedType *type,
                    const GArray *machines, GHashTable *seen)
{
    const char *released = newest_promised(context->comparison);

    for (guint i = 0; i < type->after->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(type->after->compat, CompatProperty, i);
        g_autofree char *version =
            entry->list && entry->driver ? list_version(entry->list) : NULL;
        const MachineType *coming =
            version && version_compare(version, released) > 0
                ? being_made(machines, version, released)
                : NULL;
        g_autofree char *key =
            coming ? g_strdup_printf("%s %s %s", entry->list, entry->driver,
                                     entry->property)
                   : NULL;

        if (coming && !has_entry(type->before, entry) &&
            !has_entry(coming, entry) && !g_hash_table_contains(seen, key)) {
            g_hash_table_add(seen, g_steal_pointer(&key));
            report(context, type, entry, coming);
        }
    }
}

static void check(const RuleContext *context, const Change *change)
{
    const GArray *promised = context->comparison->promised;
    g_autoptr(GArray) machines = tree_machines(&context->comparison->after);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    (void)change;
    for (guint i = promised->len; i-- > 0;) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);

        if (type->after) {
            look_at(context, type, machines, seen);
        }
    }
}

const Rule rule_compat_list_too_new = {
    .id = "compat-list-too-new",
    .summary = "an entry for old machine types stands in the list of the "
               "version to come",
    .help = help,
    .example = "14c985cffa6c",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
