/*
 * libvirt-probe.h: what a QEMU would answer to one of libvirt's questions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/libvirt-capability.h"

typedef struct QemuProbe QemuProbe;

QemuProbe *qemu_probe_new(const CapabilityQemu *qemu);
void qemu_probe_free(QemuProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuProbe, qemu_probe_free)

/* `negated` is not looked at. */
Decision qemu_probe_ask(const QemuProbe *probe, const LibvirtGuard *guard);

const FactSet *qemu_probe_facts(const QemuProbe *probe);
/* libvirt-probe-version.c: of guards of the kind "version" */
Decision qemu_probe_version(const QemuProbe *probe, const LibvirtGuard *guard);
