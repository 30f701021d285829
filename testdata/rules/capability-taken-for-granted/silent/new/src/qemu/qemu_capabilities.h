/*
 * Capabilities.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
typedef enum {
    QEMU_CAPS_KVM, QEMU_CAPS_FROB,
    QEMU_CAPS_LAST
} virQEMUCapsFlags;
typedef struct _virQEMUCaps virQEMUCaps;
typedef struct _qemuMonitor qemuMonitor;
typedef struct _virDomainCapsDeviceFrob virDomainCapsDeviceFrob;
struct _virDomainCapsDeviceFrob { int model; };

int virQEMUCapsGet(virQEMUCaps *caps, virQEMUCapsFlags flag);
void virDomainCapsEnumSet(int *model, ...);
enum { VIR_DOMAIN_FROB_MODEL_FAST, VIR_DOMAIN_FROB_MODEL_LATE };
#define VIR_DOMAIN_CAPS_ENUM_SET(capsEnum, ...) \
    virDomainCapsEnumSet(&(capsEnum), __VA_ARGS__)
