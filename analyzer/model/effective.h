/*
 * effective.h: the value each property of a driver has under one machine type
 * and how it came to have it.
 *
 * Reasons are in the order of application: the default, then each compat
 * entry that reaches the property; the last one wins. Which
 * entries reach a driver is era's rule (domain: qdev_prop_set_globals):
 *
 * - since 2.10 (commit 5eb6a3c501) the list is walked in order, and an entry
 *   matches the driver itself, any ancestor or an interface;
 * - until 2.9 the driver's own entries were applied first, then its parent's,
 *   and so on: an entry for a parent overrides one for the driver.
 *
 * Then comes what code does while the device is realized: only those writes
 * are listed that happen, or may happen, to a property with this value.
 *
 * A property that is an alias of a child device's property starts with what
 * the child's own entries made of it: the child is created first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/qemu-model.h"

typedef enum ReasonKind {
    REASON_DEFAULT,
    REASON_CPU_MODEL, /* what the CPU model's instance_init sets */
    REASON_COMPAT,
    REASON_RUN_TIME, /* what code sets while the device is realized */
} ReasonKind;

/* "default", "compat", ...: as in the JSON. */
const char *reason_kind_name(ReasonKind kind);

typedef struct Reason {
    ReasonKind kind;
    const char *list;   /* compat list; NULL for other kinds */
    const char *driver; /* whose entry or default it is */
    Value value;
    Location location;
    const char *when; /* REASON_RUN_TIME: the condition; NULL if always */
} Reason;

typedef struct EffectiveProperty {
    const Property *property;
    Value value;        /* VALUE_NONE: no value of its own (a link, a string
                           never set); VALUE_UNKNOWN: decided at run time, as
                           `run_time` tells, or not evaluated */
    Value static_value; /* what the reasons make of it, before realize: to be
                           compared where a value is unknown */
    GArray *reasons;    /* Reason */
    GArray *run_time;   /* Reason: what then happens, or may happen; NULL if
                           nothing does */
    bool is_shared;     /* `reasons` is another one's too */
} EffectiveProperty;

typedef struct EffectiveDriver {
    const Driver *driver;
    GArray *properties; /* EffectiveProperty, by name */
    GPtrArray *unknown; /* const CompatProperty *: entries that match the
                           driver but name a property it has not, and are not
                           optional: QEMU aborts when it is created */
} EffectiveDriver;

EffectiveDriver *effective_driver_new(const QemuModel *model,
                                      const MachineType *machine,
                                      const Driver *driver);
void effective_driver_free(EffectiveDriver *effective);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EffectiveDriver, effective_driver_free)

/* NULL if the driver has no such property. */
const EffectiveProperty *effective_driver_find(const EffectiveDriver *effective,
                                               const char *property);

/* The string of a compat entry as a value of the property's type: "on" of a
 * bool is true, "0x10" of an integer 16, "4k" of a size 4096. A text that
 * does not fit the type stays a string. */
Value effective_parse(const Property *property, const char *text);
