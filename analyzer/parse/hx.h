/*
 * hx.h: reads a .hx file, QEMU's list of command-line options.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"

/*
 * Adds an HxOption to the tree for each DEF() in the text. Documentation
 * belongs to all options above it that have none yet. What looks like an
 * option and cannot be read becomes a failure of the tree.
 */
void hx_parse(IrTree *tree, const char *path, const char *text);

/*
 * The options as the build makes a C header of them ("qemu-options.def"): a
 * line DEF(name, HAS_ARG, enumerator, "", architectures) for each, conditions
 * left out. Newly allocated.
 */
char *hx_definitions(const GPtrArray *options);
