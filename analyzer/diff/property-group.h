/*
 * property-group.h: differences of single properties, put together.
 *
 * A difference is first collected for each (driver, property, value before,
 * value after) with the machine types that have it. What then has the same
 * property, values and machine types from one definition is one change with
 * many drivers; so is what differs under every machine type that has the
 * driver, whichever these are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"

typedef struct PropertyGroups PropertyGroups;

PropertyGroups *property_groups_new(Comparison *comparison);
void property_groups_free(PropertyGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PropertyGroups, property_groups_free)

/* The driver is looked at under one more machine type. */
void property_groups_saw(PropertyGroups *groups, const Driver *driver);

/* `promised`: index of the machine type; in ascending order for each driver.
 * Either side may be NULL: no such property there. */
void property_groups_add(PropertyGroups *groups, const Driver *driver,
                         guint promised, const EffectiveProperty *before,
                         const EffectiveProperty *after);

/* Adds the changes to the comparison's. */
void property_groups_finish(PropertyGroups *groups);
