/*
 * qemu-macro-list.h: compat lists that are macros, by text.
 *
 * Up to 3.1 a list of compat entries is a macro that stands for its entries,
 * and often for a newer list in front of them: `#define HW_COMPAT_2_4 \
 * { .driver = "pvscsi", .property = "x-disable-pcie", .value = "on", },`
 * (include/hw/compat.h). Expanded, an entry does not tell where it was
 * written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"

/* Adds the entries of all such macros of a file to the tree. */
void qemu_macro_lists(IrTree *tree, const char *path, const char *text);

/* Where such macros are named. `names` has those that are known, and comes to
 * have those that stand for them (`#define VIRT_COMPAT_2_9 HW_COMPAT_2_9`):
 * once all files are read, what named these must be read again. */
void qemu_macro_uses(IrTree *tree, GHashTable *names, const char *path,
                     const char *text);
