/*
 * meaning.h: whether two values mean the same to QEMU.
 *
 * A property may change its representation and keep its meaning: a boolean
 * that became on/off/auto, a number that is written as a size. What "auto" (or
 * a negative number where there was a flag) comes to is decided at run time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/value.h"

typedef enum Meaning {
    MEANING_SAME,
    MEANING_OTHER,
    MEANING_UNTOLD, /* one of them is not known */
} Meaning;

/* 0, 1, a boolean or a spelling of one. */
bool meaning_is_flag(const Value *value);
/* "auto" or a negative number. */
bool meaning_is_automatic(const Value *value);

/* No value and the empty string are one: visitors give "" for a string never
 * set (qdev-properties.c, get_string). */
Meaning meaning_compare(const Value *before, const Value *after);
