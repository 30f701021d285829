/*
 * new-property-varies: a new property gives released machine types
 * different values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

#include <string.h>

static const char help[] =
    "The older QEMU has no such property, so all machine types behaved\n"
    "alike; in the newer one some compat entry makes released machine types\n"
    "differ. For one side of that border the device has changed: the entry\n"
    "stands in the list of another version than the last released one, or a\n"
    "family does not apply it. A property that decides what a register holds or\n"
    "what is sent is left to the rules for these, which see which side it is;\n"
    "unless the older tree stands between two releases: then it does not tell\n"
    "what the released machine types did.\n"
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

static bool names_have(Names names, const char *name)
{
    for (; names && *names; names++) {
        if (g_str_equal(*names, name)) {
            return true;
        }
    }
    return false;
}

/* What it decides is compared: a register, say. */
static bool decides_constants(const FactSet *facts, const Change *change)
{
    const GPtrArray *all = fact_set_hardware_constants(facts);

    for (guint i = 0; i < all->len; i++) {
        const HardwareConstant *constant = g_ptr_array_index(all, i);

        for (guint k = 0; k < constant->tests->len; k++) {
            if (g_str_equal(
                    g_array_index(constant->tests, ConstantTest, k).property,
                    change->name)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a subsection or a field is sent is compared as well. */
static bool decides_what_is_sent(const FactSet *facts, const char *read)
{
    const GPtrArray *all = fact_set_vmstates(facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *state = g_ptr_array_index(all, i);

        if (names_have(state->needed_reads, read)) {
            return true;
        }
        for (guint k = 0; k < state->fields->len; k++) {
            if (names_have(
                    g_array_index(state->fields, VMStateField, k).exists_reads,
                    read)) {
                return true;
            }
        }
    }
    return false;
}

/* By rules that know for which side of the border something changed. */
static bool is_judged_elsewhere(const RuleContext *context,
                                const Change *change)
{
    const FactSet *facts = context->comparison->after.facts;
    const PromisedType *newest = newest_type(context->comparison, change);
    const Driver *driver =
        newest && newest->new_model
            ? qemu_model_driver(newest->new_model, change->driver)
            : NULL;
    const Property *property =
        driver ? qemu_model_property(newest->new_model, driver, change->name)
               : NULL;
    g_autofree char *read =
        property && property->record && property->member
            ? g_strdup_printf("%s.%s", property->record, property->member)
            : NULL;

    return decides_constants(facts, change) ||
           (read && decides_what_is_sent(facts, read));
}

/* "2.5.50" to "2.5.94": the last release may have done something else. */
static bool is_between_releases(const FactSet *facts)
{
    const char *minor = strchr(fact_set_version(facts), '.');
    const char *micro = minor ? strchr(minor + 1, '.') : NULL;

    return micro && g_ascii_strtoull(micro + 1, NULL, 10) >= 50;
}

static void check(const RuleContext *context, const Change *change)
{
    bool is_judged = is_judged_elsewhere(context, change);
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_NEW_PROPERTY || change->machine_types->len == 0 ||
        count_versions(change->machine_types) > MAX_LEFT_OUT ||
        (is_judged &&
         !is_between_releases(context->comparison->before.facts))) {
        return;
    }
    finding = add_value_finding(context, change);
    if (is_judged) {
        finding->severity = SEVERITY_RISK;
    }
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
    .expects_list = true,
    .consumes = 1 << CHANGE_PROPERTY_ADDED,
    .check = check,
};
