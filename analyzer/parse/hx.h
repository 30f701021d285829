/*
 * hx.h: reads a .hx file, QEMU's list of command-line options.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"

/* Adds an HxOption to the tree for each DEF() in the text; what looks like one
 * and cannot be read becomes a failure of the tree. */
void hx_parse(IrTree *tree, const char *path, const char *text);
