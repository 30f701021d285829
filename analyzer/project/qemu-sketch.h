/*
 * qemu-sketch.h: files that are not parsed, as far as others call them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-texts.h"

/* Fills the tree's sketches; its program must be sealed. */
void qemu_sketches_read(const QemuTexts *texts, IrTree *tree);
/* The same for a part of the tree, of which most is not parsed: every file
 * that a reading of the whole tree would look at has a sketch, with the types
 * it registers. */
void qemu_sketches_read_part(const QemuTexts *texts, IrTree *tree);
/* Of files that are not parsed: has the file a say in what is reached? */
bool qemu_is_sketched(const QemuText *text);
