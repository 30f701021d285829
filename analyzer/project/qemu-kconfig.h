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
/* Declared by the tree, and not found out about the host by the build. */
bool qemu_kconfig_is_choice(const QemuKconfig *kconfig, const char *symbol);
/* Adds those that select the symbol and that nothing selects (char *,
 * borrowed). */
void qemu_kconfig_selectors(const QemuKconfig *kconfig, const char *symbol,
                            GHashTable *selectors);
void qemu_kconfig_declare(QemuKconfig *kconfig, const char *symbol);

/* The kconfig is borrowed. */
QemuConfig *qemu_config_new(const QemuKconfig *kconfig);
void qemu_config_free(QemuConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuConfig, qemu_config_free)

/* With what was assigned so far; before the first question only. */
QemuConfig *qemu_config_copy(const QemuConfig *config);
/* Only what selects the symbol turns it on: an assignment is taken back and
 * defaults do not count. Before the first question only. */
void qemu_config_hold(QemuConfig *config, const char *symbol);
/* The last word on the symbol; before the first question only. */
void qemu_config_assign(QemuConfig *config, const char *symbol, Truth truth);
/* TRUTH_MAYBE if nothing is known of the symbol. */
Truth qemu_config_value(QemuConfig *config, const char *symbol);
