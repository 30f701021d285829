#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    X_QEMU_CAPS_NAME,
    QEMU_CAPS_KVM,
    QEMU_CAPS_DEVICE_FROB,
    QEMU_CAPS_FROB_LATE,
    QEMU_CAPS_FROB_SCSI_OFF,
    QEMU_CAPS_FROB_QUERY,
    QEMU_CAPS_FROB_COMPLETE,
    QEMU_CAPS_ACPI_SWITCH,
    QEMU_CAPS_OLD_FIPS,
    QEMU_CAPS_FROB_SPICE,
    QEMU_CAPS_LAST
} virQEMUCapsFlags;

typedef enum {
    VIR_ARCH_NONE,
    VIR_ARCH_AARCH64,
    VIR_ARCH_I686,
    VIR_ARCH_X86_64,
} virArch;

#define ARCH_IS_X86(arch) ((arch) == VIR_ARCH_X86_64 || (arch) == VIR_ARCH_I686)

typedef struct _virQEMUCaps virQEMUCaps;
struct _virQEMUCaps {
    unsigned int version;
    virArch arch;
};

typedef struct _qemuMonitor qemuMonitor;
typedef struct _virJSONValue virJSONValue;
typedef struct _GHashTable GHashTable;

void virQEMUCapsSet(virQEMUCaps *qemuCaps, virQEMUCapsFlags flag);
void virQEMUCapsClear(virQEMUCaps *qemuCaps, virQEMUCapsFlags flag);
bool virQEMUCapsGet(virQEMUCaps *qemuCaps, virQEMUCapsFlags flag);
