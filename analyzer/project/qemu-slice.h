/*
 * qemu-slice.h: the part of two QEMU trees that a change can have an effect
 * on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/slice.h"

/* Fills the slice. */
void qemu_slice(Source *before, Source *after, const GPtrArray *changed,
                ProjectSlice *slice);
