/*
 * PCI devices and their configuration space.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_PCI_H
#define HW_PCI_H

#include "hw/qdev-core.h"

#define TYPE_PCI_DEVICE "pci-device"

typedef struct MemoryRegion {
    uint64_t size;
} MemoryRegion;

typedef struct PCIIORegion {
    uint64_t size;
} PCIIORegion;

typedef struct PCIDevice {
    DeviceState qdev;
    uint8_t *config;
    uint8_t *cmask;
    uint8_t *wmask;
    uint8_t *w1cmask;
    uint8_t *used;
    PCIIORegion io_regions[7];
    uint32_t cap_present;
} PCIDevice;

typedef struct PCIDeviceClass {
    DeviceClass parent_class;
    void (*realize)(PCIDevice *dev, Error **errp);
    uint16_t vendor_id;
    uint16_t device_id;
    const char *romfile;
} PCIDeviceClass;

#define PCI_DEVICE(obj) OBJECT_CHECK(PCIDevice, (obj), TYPE_PCI_DEVICE)
#define PCI_DEVICE_CLASS(klass) \
    OBJECT_CLASS_CHECK(PCIDeviceClass, (klass), TYPE_PCI_DEVICE)
#define PCI_DEVICE_GET_CLASS(obj) \
    OBJECT_GET_CLASS(PCIDeviceClass, (obj), TYPE_PCI_DEVICE)

void memory_region_init_io(MemoryRegion *mr, Object *owner, const void *ops,
                           void *opaque, const char *name, uint64_t size);
uint64_t memory_region_size(MemoryRegion *mr);
void pci_register_bar(PCIDevice *dev, int number, uint8_t type,
                      MemoryRegion *memory);
int pci_add_capability(PCIDevice *dev, uint8_t id, uint8_t offset,
                       uint8_t size);

static inline void pci_set_word(uint8_t *config, uint16_t value)
{
    config[0] = value & 0xff;
    config[1] = value >> 8;
}

static inline void pci_set_long(uint8_t *config, uint32_t value)
{
    pci_set_word(config, value & 0xffff);
    pci_set_word(config + 2, value >> 16);
}

#endif
