/*
 * Which kind of address a device can have.
 *
 * libvirt writes a device's address by the kind of address that the guest's
 * definition has, whatever the device is; which kind fits was decided when
 * the address was assigned (qemu_domain_address.c). QEMU names its devices by
 * the bus they sit on, and that tells the same: all that is not listed is a
 * PCI device.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

#define ADDRESS  "VIR_DOMAIN_DEVICE_ADDRESS_TYPE_"
#define DISK_BUS "VIR_DOMAIN_DISK_BUS_"

/* The first pattern that fits counts. */
static const struct {
    const char *driver;
    const char *address;
    const char *disk_buses; /* of drive addresses; NULL: any */
} kinds[] = {
    {"ccid-card-*", "CCID", NULL},
    {"floppy", "DRIVE", "FDC"},
    {"ide-*", "DRIVE", "IDE SATA"},
    {"isa-*", "ISA", NULL},
    {"nvdimm", "DIMM", NULL},
    {"nvme-ns", "DRIVE", "NVME"},
    {"pc-dimm", "DIMM", NULL},
    {"pvpanic", "ISA", NULL},
    {"sclp*", "NONE", NULL},
    {"scsi-*", "DRIVE", "SCSI"},
    {"spapr-pci-host-bridge", "NONE", NULL},
    {"spapr-*", "SPAPRVIO", NULL},
    {"tpm-spapr*", "SPAPRVIO", NULL},
    {"usb-ehci", "PCI", NULL},
    {"usb-*", "USB", NULL},
    {"virtconsole", "VIRTIO_SERIAL CCW", NULL},
    {"virtserialport", "VIRTIO_SERIAL", NULL},
    {"*-ccw", "CCW", NULL},
    {"*-device", "VIRTIO_MMIO", NULL},
    {"*-s390", "VIRTIO_S390", NULL},
    {"*", "PCI", NULL},
};

/* Is one of the enumerators named in the text, without `prefix`, among the
 * words? */
static bool names_one(const char *text, const char *prefix, const char *words)
{
    g_auto(GStrv) allowed = g_strsplit(words, " ", -1);

    while ((text = strstr(text, prefix))) {
        g_autofree char *name = NULL;
        gsize length;

        text += strlen(prefix);
        length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
        name = g_strndup(text, length);
        if (g_strv_contains((const char *const *)allowed, name)) {
            return true;
        }
    }
    return false;
}

/* It says that an address, or a drive's bus, is one of some. */
static bool is_positive(const Guard *guard)
{
    return guard->test && guard->test->is_none_of == guard->negated;
}

static bool fits(const Guard *guard, const char *address,
                 const char *disk_buses)
{
    if (!is_positive(guard)) {
        return true;
    }
    if (strstr(guard->text, ADDRESS)) {
        return names_one(guard->text, ADDRESS, address);
    }
    return !disk_buses || !strstr(guard->text, DISK_BUS) ||
           !strstr(guard->text, "diskbus") ||
           names_one(guard->text, DISK_BUS, disk_buses);
}

bool lv_address_fits(const char *driver, LvGuards guards)
{
    guint kind = 0;

    while (!g_pattern_match_simple(kinds[kind].driver, driver)) {
        kind++;
    }
    for (guint i = 0; i < guards.n; i++) {
        if (!fits(&guards.list[i], kinds[kind].address,
                  kinds[kind].disk_buses)) {
            return false;
        }
    }
    return true;
}
