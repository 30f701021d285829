/*
 * qemu-sketch.h: files that are not parsed, as far as others call them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-texts.h"

/* Fills the tree's sketches; its program must be sealed. */
void qemu_sketches_read(const QemuTexts *texts, IrTree *tree);
