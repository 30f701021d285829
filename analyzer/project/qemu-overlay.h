/*
 * qemu-overlay.h: the headers that QEMU's build would make or find elsewhere.
 *
 * Below the overlay's folder: `target/GROUP/` holds what differs between
 * architectures, `stub/` what all share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-includes.h"

bool qemu_write_overlay(const Source *source, const QemuLayout *layout,
                        const QemuIncludes *includes, IrTree *tree,
                        const char *folder, GError **error);

/* config-host.h and, for a group, config-target.h: newly allocated. */
char *qemu_host_config(const IrTree *tree);
char *qemu_target_config(const QemuGroup *group, const IrTree *tree);
/* config-devices.h: every device there is. */
char *qemu_device_config(const Source *source);
/* The kernel's folder for an architecture: "asm-x86"; NULL if KVM has none. */
const char *qemu_kernel_folder(const Source *source, const QemuGroup *group);

/* The lists of s390x CPU features, empty, with a failure that says so. */
bool qemu_write_s390_features(const QemuLayout *layout, IrTree *tree,
                              const char *folder, GError **error);
/* Both make the folders of `name` too; a file of that name must not be there
 * yet. */
bool qemu_write_bytes(const char *folder, const char *name, GBytes *bytes,
                      GError **error);
bool qemu_write_file(const char *folder, const char *name, const char *text,
                     GError **error);
