/*
 * Capabilities.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#define VIR_ENUM_IMPL(name, lastVal, ...) \
    static const char *const name ## TypeList[] = { __VA_ARGS__ }; \
    const char *name ## TypeToString(int type) { return name ## TypeList[type]; }

#include "qemu_capabilities.h"

int
virQEMUCapsInitQMPMonitor(virQEMUCaps *qemuCaps, qemuMonitor *mon)
{
    return virQEMUCapsGet(qemuCaps, QEMU_CAPS_KVM) && mon ? 0 : -1;
}

VIR_ENUM_IMPL(virQEMUCaps, QEMU_CAPS_LAST, "kvm");
