/*
 * effective-property.h: how effective values come about; for this folder
 * only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/effective.h"

EffectiveDriver *effective_driver_empty(const Driver *driver);
EffectiveProperty *effective_driver_property(EffectiveDriver *effective,
                                             const char *name);

/* Copies reasons that are shared. */
void effective_property_add(EffectiveProperty *property, const Reason *reason);
/* Shares the reasons of `from`, and has its value before realize. */
void effective_property_take(EffectiveProperty *property,
                             const EffectiveProperty *from);
