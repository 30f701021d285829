/*
 * reached.h: which drivers a difference in code reaches: those it was seen
 * in, what they all are, and the devices that they are a part of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"

/*
 * "frob", "frob and 3 more (all pci-device)", "frob-backend, a part of
 * frob-pci". Of several drivers the nearest ancestor of all that the change's
 * line makes a difference to is told, in changes of that kind. Devices that
 * they are a part of (a transport that creates them) join the finding's.
 */
const char *reached_drivers(const RuleContext *context, const Change *change,
                            Finding *finding);
