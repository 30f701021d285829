/*
 * Two PCI devices share what realize does; an ISA device has one of them
 * inside.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/pci/pci.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qemu/module.h"

#define FROB_CAP_BIT 3
#define FROB_CAP (1 << FROB_CAP_BIT)

typedef struct FrobState {
    PCIDevice dev;
    MemoryRegion mmio;
    char *name;
} FrobState;

static void frob_realize(PCIDevice *dev, Error **errp)
{
    FrobState *s = (FrobState *)dev;

    dev->config[0x3d] = 1;
    memory_region_init_io(&s->mmio, OBJECT(s), NULL, s, "frob", 0x1000);
    pci_register_bar(dev, 0, 0, &s->mmio);
    pci_add_capability(dev, 0x09, 0x50, 8);
    pci_set_word(dev->config + 0x52, 0x0109);
    if (dev->cap_present & FROB_CAP) {
        pci_add_capability(dev, 0x11, 0x60, 12);
    }
}

static const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_END_OF_LIST()
    },
};

static const Property frob_properties[] = {
    DEFINE_PROP_BIT("x-cap", FrobState, dev.cap_present, FROB_CAP_BIT, true),
    DEFINE_PROP_BIT("x-other", FrobState, dev.cap_present, 4, true),
};

static void frob_base_class_init(ObjectClass *klass, void *data)
{
    PCIDeviceClass *pc = PCI_DEVICE_CLASS(klass);

    device_class_set_props(DEVICE_CLASS(klass), frob_properties);
    DEVICE_CLASS(klass)->vmsd = &vmstate_frob;
    DEVICE_CLASS(klass)->bus_type = "PCI";
    pc->realize = frob_realize;
    pc->vendor_id = 0x1af4;
    pc->device_id = 0x10ff;
}

static void frob_card_init(Object *obj)
{
    object_new("frob-one");
}

static void frob_card_class_init(ObjectClass *klass, void *data)
{
    DEVICE_CLASS(klass)->bus_type = "ISA";
}

static const TypeInfo frob_types[] = {
    {
        .name = "frob-base",
        .parent = TYPE_PCI_DEVICE,
        .instance_size = sizeof(FrobState),
        .abstract = true,
        .class_init = frob_base_class_init,
    },
    {
        .name = "frob-one",
        .parent = "frob-base",
    },
    {
        .name = "frob-two",
        .parent = "frob-base",
    },
    {
        .name = "frob-card",
        .parent = TYPE_DEVICE,
        .instance_init = frob_card_init,
        .class_init = frob_card_class_init,
    },
};

DEFINE_TYPES(frob_types)
