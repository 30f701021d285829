/*
 * compat-entry-without-effect: an entry names a driver or a property that is
 * not there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/tree.h"

#include <string.h>

static const char help[] =
    "QEMU ignores a compat entry whose driver no type, parent or interface is\n"
    "called: a slip of the pen in it leaves old machine types with the new\n"
    "default. An entry whose property the driver has not makes QEMU abort as\n"
    "soon as such a device is created, unless the entry is optional: guests of\n"
    "old machine types with that device cannot start.\n"
    "\n"
    "Repair: name the QOM type as type_register or DEFINE_TYPES has it, the\n"
    "property as its definition does. Where an entry for a parent meets children\n"
    "without the property, name those that have it, or mark the entry optional.\n";

typedef enum Fault {
    FAULT_NONE,
    FAULT_DRIVER,   /* no such type */
    FAULT_PROPERTY, /* no driver that it reaches has it */
    FAULT_CHILD,    /* some have it, others not */
} Fault;

typedef struct Look {
    const ComparisonSide *side;
    GHashTable *known; /* Fault by "target driver property" */
} Look;

static bool is_interface(const GPtrArray *drivers, const char *name)
{
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        for (Names at = driver->interfaces; at && *at; at++) {
            if (g_str_equal(*at, name)) {
                return true;
            }
        }
    }
    return false;
}

/* On any target: common lists speak of devices of all. */
static bool is_type(const FactSet *facts, const char *name)
{
    const GPtrArray *drivers = fact_set_drivers(facts);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_str_equal(driver->name, name)) {
            return true;
        }
    }
    return is_interface(drivers, name);
}

static Fault look_at_children(const QemuModel *model,
                              const CompatProperty *entry)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    guint n_with = 0;
    guint n_without = 0;

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (driver->abstract ||
            !qemu_model_is_a(model, driver, entry->driver)) {
            continue;
        }
        if (qemu_model_property(model, driver, entry->property)) {
            n_with++;
        } else {
            n_without++;
        }
    }
    if (n_without == 0 || entry->optional) {
        return FAULT_NONE;
    }
    return n_with > 0 ? FAULT_CHILD : FAULT_PROPERTY;
}

static Fault find_fault(Look *look, const TreeMachine *machine,
                        const CompatProperty *entry)
{
    g_autofree char *key =
        g_strdup_printf("%s %s %s", qemu_model_target(machine->model),
                        entry->driver, entry->property);
    gpointer known;
    Fault fault;

    if (g_hash_table_lookup_extended(look->known, key, NULL, &known)) {
        return GPOINTER_TO_INT(known);
    }
    fault = is_type(look->side->facts, entry->driver)
                ? look_at_children(machine->model, entry)
                : FAULT_DRIVER;
    g_hash_table_insert(look->known, g_steal_pointer(&key),
                        GINT_TO_POINTER(fault));
    return fault;
}

static Finding *find_finding(const RuleContext *context,
                             const CompatProperty *entry)
{
    const GPtrArray *all = findings_all(context->findings);

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (g_str_equal(finding->rule, context->rule->id) &&
            g_strcmp0(finding->driver, entry->driver) == 0 &&
            g_strcmp0(finding->name, entry->property) == 0) {
            return finding;
        }
    }
    return NULL;
}

static Finding *make_finding(const RuleContext *context, Fault fault,
                             const CompatProperty *entry)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_PROPERTY;
    finding->driver = findings_text(context->findings, entry->driver);
    finding->name = findings_text(context->findings, entry->property);
    finding->directions = DIRECTION_BOTH;
    finding->severity = fault == FAULT_DRIVER ? SEVERITY_RISK : SEVERITY_BREAK;
    finding->message =
        fault == FAULT_DRIVER
            ? findings_format(context->findings,
                              "compat entry for %s.%s: there is no driver %s",
                              entry->driver, entry->property, entry->driver)
            : findings_format(
                  context->findings,
                  "compat entry for %s.%s: %s has no such property, QEMU "
                  "aborts",
                  entry->driver, entry->property,
                  fault == FAULT_CHILD ? "not every such driver"
                                       : "the driver");
    finding_add_evidence(finding, EVIDENCE_NEW, &entry->location, NULL);
    return finding;
}

/* The same fault in the older tree? A driver that was removed since leaves its
 * entries behind, and nobody misses them. */
static bool was_there(Look *older, const CompatProperty *entry, Fault kind)
{
    GHashTableIter iter;
    gpointer key;
    gpointer fault;
    g_autofree char *end =
        g_strdup_printf(" %s %s", entry->driver, entry->property);

    if (kind == FAULT_DRIVER && is_type(older->side->facts, entry->driver)) {
        return true;
    }
    g_hash_table_iter_init(&iter, older->known);
    while (g_hash_table_iter_next(&iter, &key, &fault)) {
        if (g_str_has_suffix(key, end) && fault) {
            return true;
        }
    }
    return false;
}

static void look_at_side(Look *look)
{
    g_autoptr(GArray) machines = tree_machines(look->side);

    for (guint i = 0; i < machines->len; i++) {
        const TreeMachine *machine = &g_array_index(machines, TreeMachine, i);

        for (guint j = 0; j < machine->machine->compat->len; j++) {
            const CompatProperty *entry =
                &g_array_index(machine->machine->compat, CompatProperty, j);

            if (entry->driver && entry->property) {
                find_fault(look, machine, entry);
            }
        }
    }
}

static void report(const RuleContext *context, Look *newer, Look *older)
{
    g_autoptr(GArray) machines = tree_machines(newer->side);

    for (guint i = 0; i < machines->len; i++) {
        const TreeMachine *machine = &g_array_index(machines, TreeMachine, i);
        const GArray *compat = machine->machine->compat;

        for (guint j = 0; j < compat->len; j++) {
            const CompatProperty *entry =
                &g_array_index(compat, CompatProperty, j);
            Fault fault = entry->driver && entry->property
                              ? find_fault(newer, machine, entry)
                              : FAULT_NONE;
            Finding *finding;

            if (fault == FAULT_NONE || was_there(older, entry, fault)) {
                continue;
            }
            finding = find_finding(context, entry);
            finding = finding ? finding : make_finding(context, fault, entry);
            g_ptr_array_add(finding->machine_types,
                            (char *)findings_text(context->findings,
                                                  machine->machine->name));
        }
    }
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GHashTable) in_newer =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) in_older =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Look newer = {&context->comparison->after, in_newer};
    Look older = {&context->comparison->before, in_older};

    (void)change;
    look_at_side(&older);
    report(context, &newer, &older);
}

const Rule rule_compat_entry_without_effect = {
    .id = "compat-entry-without-effect",
    .summary = "a compat entry names a driver or property that is not there",
    .help = help,
    .example = "e00516475c27, fixed by 97e50dd013fb",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
