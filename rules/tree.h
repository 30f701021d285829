/*
 * tree.h: what rules ask that look at one tree as a whole.
 *
 * Such a rule runs the same question on both trees; what the older one says
 * too is no news.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"

/* A versioned machine type and the target it is looked at on. */
typedef struct TreeMachine {
    const MachineType *machine;
    const QemuModel *model;
} TreeMachine;

/* By family, then version: TreeMachine; the caller's. Those of the version
 * in development are among them. */
GArray *tree_machines(const ComparisonSide *side);

/* "9.2" of "hw_compat_9_2" and "hw_compat_9_2_1"; NULL if the list's name
 * tells no version. Newly allocated. */
char *list_version(const char *list);
/* "PC_COMPAT_2_12 (with HW_COMPAT_2_12)": what the machine type's code names,
 * and the entry's list in it; just the list if that is what it names; NULL if
 * neither is known. Newly allocated. */
char *list_as_written(const CompatProperty *entry);

/* Can a command line ask for it, or set its properties: -cpu, -machine,
 * -device, -object? */
bool tree_may_be_asked_for(const QemuModel *model, const Driver *driver);
