/*
 * qemu-census.h: what a file holds by text, whatever the parser makes of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"

/* Adds a mark to the tree for each construct in the text of `path`, in the
 * order of the text. */
void qemu_census(IrTree *tree, const char *path, const char *text);
