/*
 * VMStateDescriptions: every one of the tree, with its fields in wire order,
 * its subsections, who registers it, and which driver sends it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

static void fill_drivers(const DescriptionSet *set);

static bool is_better_driver(const VMState *fact, const Driver *candidate)
{
    return !fact->driver || strcmp(candidate->name, fact->driver) < 0;
}

/* A static variable's name may exist in several files. */
static bool is_same_description(const VMState *fact, const Driver *driver)
{
    return driver->vmstate_symbol && fact->symbol &&
           g_str_equal(driver->vmstate_symbol, fact->symbol) &&
           g_strcmp0(driver->vmstate, fact->name) == 0;
}

static void fill_drivers(const DescriptionSet *set)
{
    const GPtrArray *drivers = fact_set_drivers(set->context->facts);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];
        const GPtrArray *named;

        if (!driver->vmstate_symbol) {
            continue;
        }
        named = g_hash_table_lookup(set->by_symbol, driver->vmstate_symbol);
        for (guint j = 0; named && j < named->len; j++) {
            const Description *description = named->pdata[j];

            if (is_same_description(description->fact, driver) &&
                is_better_driver(description->fact, driver)) {
                description->fact->driver = driver->name;
            }
        }
    }
}

void extract_qemu_vmstate(ExtractContext *context)
{
    g_autoptr(DescriptionSet) set = description_set_new(context);

    vmstate_read_registrations(set);
    fill_drivers(set);
    vmstate_check_census(set);
}
