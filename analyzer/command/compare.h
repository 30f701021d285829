/*
 * compare.h: the parts of the plain comparison of two trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/differences.h"

typedef struct Comparison {
    const FactSet *before;
    const FactSet *after;
    const CommandOptions *options;
    Differences *differences;
} Comparison;

void compare_machine_types(const Comparison *comparison);
void compare_drivers(const Comparison *comparison);
void compare_vmstates(const Comparison *comparison);
void compare_options(const Comparison *comparison);

/* The facts that --target leaves; `targets_at` is the offset of their Names
 * member. The caller's; facts are borrowed. */
GPtrArray *compare_choose(const Comparison *comparison, const GPtrArray *facts,
                          gsize targets_at);

/* "i386,x86_64"; the caller's. */
char *compare_targets_text(Names targets);
