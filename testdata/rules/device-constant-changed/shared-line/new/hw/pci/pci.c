/*
 * The base of all PCI devices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/pci/pci.h"
#include "qemu/module.h"

static void pci_config_alloc(PCIDevice *dev)
{
    dev->config = g_malloc0(256);
    dev->cmask = g_malloc0(256);
    dev->wmask = g_malloc0(256);
    dev->w1cmask = g_malloc0(256);
    dev->used = g_malloc0(256);
}

void pci_register_bar(PCIDevice *dev, int number, uint8_t type,
                      MemoryRegion *memory)
{
    uint64_t size = memory_region_size(memory);

    dev->io_regions[number].size = size;
    pci_set_long(dev->config + 0x10 + number * 4, type);
    pci_set_long(dev->wmask + 0x10 + number * 4, ~(size - 1));
}

int pci_add_capability(PCIDevice *dev, uint8_t id, uint8_t offset,
                       uint8_t size)
{
    dev->config[offset] = id;
    dev->config[offset + 1] = dev->config[0x34];
    dev->config[0x34] = offset;
    memset(dev->wmask + offset, 0, size);
    memset(dev->cmask + offset, 0xff, size);
    return offset;
}

static void pci_qdev_realize(DeviceState *qdev, Error **errp)
{
    PCIDevice *dev = PCI_DEVICE(qdev);
    PCIDeviceClass *pc = PCI_DEVICE_GET_CLASS(dev);

    pci_config_alloc(dev);
    memset(dev->wmask + 0x40, 0xff, 256 - 0x40);
    pci_set_word(dev->config, pc->vendor_id);
    pci_set_word(dev->config + 2, pc->device_id);
    pc->realize(dev, errp);
}

static void pci_device_class_init(ObjectClass *klass, void *data)
{
    DEVICE_CLASS(klass)->realize = pci_qdev_realize;
}

static const TypeInfo pci_device_type_info = {
    .name = TYPE_PCI_DEVICE,
    .parent = TYPE_DEVICE,
    .instance_size = sizeof(PCIDevice),
    .abstract = true,
    .class_size = sizeof(PCIDeviceClass),
    .class_init = pci_device_class_init,
};

static void pci_register_types(void)
{
    type_register_static(&pci_device_type_info);
}

type_init(pci_register_types)
