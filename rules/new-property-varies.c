/*
 * new-property-varies: a new property gives released machine types
 * different values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "The older QEMU has no such property, so all machine types behaved\n"
    "alike; in the newer one some compat entry makes released machine types\n"
    "differ. For one side of that border the device has changed: the entry\n"
    "stands in the list of another version than the last released one, or a\n"
    "family does not apply it.\n"
    "\n"
    "Repair: the entry that keeps the old behaviour belongs to the list of\n"
    "the last released version, and every family must apply that list.\n";

/* Of versions: an entry of an old list leaves many released ones out, and is
 * the new form of something that told them apart before. */
#define MAX_LEFT_OUT 2

static guint count_versions(const GPtrArray *machine_types)
{
    g_autoptr(GHashTable) versions = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < machine_types->len; i++) {
        const MachineType *machine = g_ptr_array_index(machine_types, i);

        g_hash_table_add(versions, (char *)machine->version);
    }
    return g_hash_table_size(versions);
}

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_NEW_PROPERTY || change->machine_types->len == 0 ||
        count_versions(change->machine_types) > MAX_LEFT_OUT) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->message =
        findings_format(context->findings,
                        "%s.%s is new, and released machine types differ in it",
                        change->driver, change->name);
}

const Rule rule_new_property_varies = {
    .id = "new-property-varies",
    .summary = "a new property gives released machine types different values",
    .help = help,
    .example = "53da8b5a992d",
    .consumes = 1 << CHANGE_PROPERTY_ADDED,
    .check = check,
};
