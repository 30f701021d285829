/*
 * VMStateDescriptions: every one of the tree, with its fields in wire order,
 * its subsections, who registers it, and which driver sends it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"
#include "extract/extractors.h"

#include <string.h>

/* A static variable's name may exist in several files. */
static bool is_sent_by(const VMState *fact, const Driver *driver)
{
    return fact->symbol && g_str_equal(driver->vmstate_symbol, fact->symbol) &&
           g_strcmp0(driver->vmstate, fact->name) == 0;
}

/* Of several drivers the first by name. */
static void fill_driver(const GPtrArray *descriptions, const Driver *driver)
{
    for (guint i = 0; descriptions && i < descriptions->len; i++) {
        VMState *fact = ((Description *)descriptions->pdata[i])->fact;

        if (is_sent_by(fact, driver) &&
            (!fact->driver || strcmp(driver->name, fact->driver) < 0)) {
            fact->driver = driver->name;
        }
    }
}

static void fill_drivers(const DescriptionSet *set)
{
    const GPtrArray *drivers = fact_set_drivers(set->context->facts);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];

        if (driver->vmstate_symbol) {
            fill_driver(
                g_hash_table_lookup(set->by_symbol, driver->vmstate_symbol),
                driver);
        }
    }
}

void extract_qemu_vmstate(ExtractContext *context)
{
    g_autoptr(DescriptionSet) set = description_set_new(context);

    vmstate_read_registrations(set);
    fill_drivers(set);
    vmstate_check_owners(set);
    vmstate_check_elements(set);
    vmstate_check_census(set);
}
