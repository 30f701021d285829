/*
 * Which devices a guest has: those it names, their parts, and those of the
 * board.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/predict-drivers.h"

typedef struct Collection {
    const QemuModel *model;
    GArray *drivers; /* GuestDriver */
    GHashTable *seen;
} Collection;

static bool is_creatable(const Driver *driver)
{
    return driver->user_creatable.kind == VALUE_BOOLEAN &&
           driver->user_creatable.boolean;
}

static void add(Collection *collection, const Driver *driver,
                const GuestArgument *argument)
{
    const GuestDriver one = {driver, argument};

    if (g_hash_table_add(collection->seen, (gpointer)driver)) {
        g_array_append_val(collection->drivers, one);
    }
}

/* A part sits on another bus than the whole, as virtio-net-device does in
 * virtio-net-pci, or cannot be added alone. */
static bool is_part(const Driver *whole, const Driver *driver)
{
    return !driver->abstract &&
           (!is_creatable(driver) || g_strcmp0(driver->bus, whole->bus) != 0);
}

static void add_parts(Collection *collection, guint first)
{
    for (guint i = first; i < collection->drivers->len; i++) {
        const GuestDriver whole =
            g_array_index(collection->drivers, GuestDriver, i);
        Names name = whole.driver->creates;

        for (; name && *name; name++) {
            const Driver *driver = qemu_model_driver(collection->model, *name);

            if (driver && is_part(whole.driver, driver) &&
                (whole.argument || !is_creatable(driver))) {
                add(collection, driver, whole.argument);
            }
        }
    }
}

static void add_board(Collection *collection, const MachineType *machine)
{
    g_autofree char *name = g_strconcat(machine->name, "-machine", NULL);
    const Driver *driver = qemu_model_driver(collection->model, name);
    guint first = collection->drivers->len;

    if (driver) {
        add(collection, driver, NULL);
        add_parts(collection, first);
    }
}

GArray *guest_drivers(const QemuModel *model, const Guest *guest,
                      const MachineType *machine)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Collection collection = {
        model, g_array_new(FALSE, FALSE, sizeof(GuestDriver)), seen};

    for (guint i = 0; i < guest->arguments->len; i++) {
        const GuestArgument *argument = guest->arguments->pdata[i];
        const Driver *driver =
            argument->type && (g_str_equal(argument->option, "device") ||
                               g_str_equal(argument->option, "object"))
                ? accept_driver(model, argument->type)
                : NULL;

        if (driver) {
            add(&collection, driver, argument);
        }
    }
    add_parts(&collection, 0);
    if (machine) {
        add_board(&collection, machine);
    }
    return collection.drivers;
}
