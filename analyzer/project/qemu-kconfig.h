/*
 * qemu-kconfig.h: which CONFIG_ symbols a target has, worked out as QEMU's
 * build does it.
 *
 * A QemuKconfig holds what the Kconfig files declare (QEMU 4.0 and newer; see
 * scripts/minikconf.py there); a QemuConfig is one target's assignments over
 * it. Symbols go by their names without "CONFIG_".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <stdbool.h>

#include "project/qemu-kconfig-condition.h"
#include "source/source.h"

typedef struct QemuKconfig QemuKconfig;
typedef struct QemuConfig QemuConfig;

/* Without declarations if the tree has no Kconfig files. */
QemuKconfig *qemu_kconfig_new(const Source *source);
void qemu_kconfig_free(QemuKconfig *kconfig);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuKconfig, qemu_kconfig_free)

bool qemu_kconfig_is_empty(const QemuKconfig *kconfig);
/* A symbol that is off where nothing turns it on. */
void qemu_kconfig_declare(QemuKconfig *kconfig, const char *symbol);

/* The kconfig is borrowed. */
QemuConfig *qemu_config_new(const QemuKconfig *kconfig);
void qemu_config_free(QemuConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuConfig, qemu_config_free)

/* The last word on the symbol; before the first question only. */
void qemu_config_assign(QemuConfig *config, const char *symbol, Truth truth);
/* TRUTH_MAYBE if nothing is known of the symbol. */
Truth qemu_config_value(QemuConfig *config, const char *symbol);
