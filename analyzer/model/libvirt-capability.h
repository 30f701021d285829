/*
 * libvirt-capability.h: which capabilities a libvirt finds in a QEMU.
 *
 * The rules of the libvirt are applied in their order to what the QEMU has.
 * What depends on the machine it runs on, or on code that was not understood,
 * stays undecided: that spreads to what follows from it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

typedef enum Decision {
    DECISION_NO,
    DECISION_YES,
    DECISION_UNKNOWN,
} Decision;

/* What to take for a QEMU. Borrowed. */
typedef struct CapabilityQemu {
    const FactSet *facts;
    const char *target;
    /* Of the machine it runs on: name "kvm", key "enabled"; NULL: not known */
    Decision (*host)(const char *name, const char *key, const void *user);
    const void *user;
} CapabilityQemu;

typedef struct DecidedCapability {
    const Capability *capability;
    Decision decision;
    const CapabilityRule *because; /* the last rule that mattered; NULL */
    const LibvirtGuard *reason;    /* of UNKNOWN: what is not known; NULL */
} DecidedCapability;

/* DecidedCapability, by number; retired ones are left out. */
GArray *libvirt_capabilities_decide(const FactSet *libvirt,
                                    const CapabilityQemu *qemu);
