/*
 * subject-near.h: what a misspelled subject may have meant.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/qemu-model.h"

/* "numa.mem, numa.memdev": the nearest few; newly allocated, NULL if nothing
 * is near. */
char *subject_near_names(const char *text, const GPtrArray *trees);
