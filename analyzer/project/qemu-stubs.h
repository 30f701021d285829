/*
 * qemu-stubs.h: stand-ins for the headers of libraries that need not be
 * installed.
 *
 * Each has the types that QEMU's device structures embed, so that those stay
 * valid, and the constants that its tables use. Functions are left out: they
 * are declared where they are called.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <stddef.h>

typedef struct QemuStub {
    const char *name; /* as it is included; NULL ends a list */
    const char *text;
} QemuStub;

extern const QemuStub qemu_display_stubs[];
extern const QemuStub qemu_library_stubs[];
extern const QemuStub qemu_rdma_stubs[];
extern const QemuStub qemu_spice_stubs[];
extern const QemuStub qemu_usb_stubs[];
extern const QemuStub qemu_xen_stubs[];
