/*
 * effective-defaults.h: what drivers are without any compat entry; for this
 * folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective-machine.h"

typedef struct DriverDefaults {
    const Driver *driver;
    EffectiveDriver *effective;
    GPtrArray *names;    /* const char *: what an entry names to reach it */
    GPtrArray *children; /* const DriverDefaults *: it has aliases of */
    bool has_getters; /* not of a CPU: its features are what its model sets */
    bool is_made;
} DriverDefaults;

/* NULL while it is being made: a driver that is its own child. */
const DriverDefaults *effective_defaults_find(EffectiveDefaults *defaults,
                                              const Driver *driver);
const QemuModel *effective_defaults_model(const EffectiveDefaults *defaults);

/* The child whose property an alias stands for, and that one's name; NULL for
 * other properties, and for another spelling of an own one. */
const DriverDefaults *effective_alias_child(EffectiveDefaults *defaults,
                                            const Driver *driver,
                                            const Property *property,
                                            const char **ret_name);
/* The part of an alias before the dot is the driver's own name: another
 * spelling of one property (cmp_legacy is cmp-legacy). NULL if it is not. */
const char *effective_alias_own(const Driver *driver, const Property *property);
/* Gives every other spelling what the property has. */
void effective_driver_share_spellings(EffectiveDriver *effective);
