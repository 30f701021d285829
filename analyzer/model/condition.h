/*
 * condition.h: whether a test can hold, from its text.
 *
 * The text is what extraction makes of the function that decides whether
 * something is sent: C without casts and macros, or the values that are
 * returned with the tests before them ("if (s->a) true; false"). Members whose
 * values are known decide; all else is open, and what does not read as such a
 * text is open altogether.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/value.h"

typedef enum ConditionVerdict {
    CONDITION_OPEN,
    CONDITION_FAILS,
    CONDITION_HOLDS,
} ConditionVerdict;

/* The value of a member as it is written, "s->dev.flags", of which the bits
 * in `mask` are asked for; unknown if it has none that is known. */
typedef Value (*ConditionRead)(const char *path, gint64 mask, gpointer user);

/* Each member that can be read is asked for, whether it decides or not. */
ConditionVerdict condition_judge(const char *text, ConditionRead read,
                                 gpointer user);
