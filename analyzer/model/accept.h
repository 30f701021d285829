/*
 * accept.h: what one QEMU would refuse of a guest's command line.
 *
 * Only what is certain from the source is refused: a machine type, device,
 * property or option that is not there, a device without a property that it
 * needs. What a build leaves out, what the host lacks and what else realize
 * objects to is not seen. Names that are less
 * well read (keys of options, CPU features, what -object takes) count as
 * refused only if another QEMU, given for comparison, has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/guest.h"
#include "model/qemu-model.h"

#define REFUSAL_KINDS(X)                                                       \
    X(MACHINE_TYPE, "machine-type-unknown")                                    \
    X(OPTION, "option-unknown")                                                \
    X(KEY, "option-key-unknown")                                               \
    X(MACHINE_PROPERTY, "machine-property-unknown")                            \
    X(DRIVER, "driver-unknown")                                                \
    X(NOT_CREATABLE, "driver-not-creatable")                                   \
    X(PROPERTY, "property-unknown")                                            \
    X(NOT_GIVEN, "property-not-given")                                         \
    X(OBJECT, "object-unknown")                                                \
    X(CPU, "cpu-unknown")

typedef enum GuestRefusalKind {
#define X(name, text) REFUSAL_##name,
    REFUSAL_KINDS(X)
#undef X
} GuestRefusalKind;

typedef struct GuestRefusal {
    GuestRefusalKind kind;
    char *driver; /* of a property; NULL */
    char *name;
    char *text;        /* one sentence, no full stop */
    Location location; /* where the other QEMU has it, or what decides here;
                          no file if there is no such place */
    bool is_of_other;
} GuestRefusal;

/* GuestRefusal *, in the order of the command line; the caller's. `other` may
 * be NULL. */
GPtrArray *accept_refusals(const QemuModel *model, const QemuModel *other,
                           const Guest *guest);
const char *refusal_kind_text(GuestRefusalKind kind);

/* What -device and -global mean by a name: the driver itself, or what QEMU's
 * table of aliases has for it (qdev-monitor.c:qdev_alias_table) as far as it
 * follows from names: "virtio-net" is "virtio-net-pci" or "virtio-net-ccw".
 * NULL if there is none. */
const Driver *accept_driver(const QemuModel *model, const char *name);
