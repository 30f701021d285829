/*
 * qemu-constant.h: what a realized device shows of what no property carries;
 * for qemu-constant*.c and those that realize devices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/realize.h"

/* To be called while the slots are there, after the device was realized. */
void note_constants(const Slots *slots);
/* To be called after the last device. */
void finish_constants(Qom *qom);

/* Adds a fact of that text, which holds only if the test does. */
void add_constant_if(const Slots *slots, const char *what, const char *key,
                     const char *text, const ConstantTest *test);
/* Adds a fact for each value that the term may have, with its condition.
 * `slots` may be NULL. */
void add_constant(const Slots *slots, const char *what, const char *key,
                  const Term *term, const Location *where);
/* The same of `n` bytes that have the same conditions in force. */
void add_constant_bytes(const Slots *slots, const char *what, guint offset,
                        const Term *const *bytes, guint n,
                        const Location *where);

/* What of an alternative's condition is told by properties. */
void constant_tests(const Slots *slots, const Guard *guards, guint n_guards,
                    HardwareConstant *constant);

/* The size of the region that `pointer` points to; NULL if it is not known. */
const Term *region_size(Qom *qom, const Term *pointer);
