/*
 * vmstate-test.h: whether the test that decides about a difference on the wire
 * can hold under a machine type, by the properties that it reads.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/condition.h"
#include "rules/rule.h"

/* `text`: the test; NULL: not known, then one property that is off is taken to
 * decide. Of several drivers that send it, all those of the machine type's
 * target must agree. */
ConditionVerdict vmstate_test_verdict(const PromisedType *type,
                                      const VMStateDifference *difference,
                                      const char *text);
