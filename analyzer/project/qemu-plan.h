/*
 * qemu-plan.h: how the files of a QEMU tree are parsed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"
#include "project/qemu-layout.h"

/* A group as the parser takes it, for a tree in the folder `root` with its
 * overlay. */
ParseGroup *qemu_parse_group(const QemuGroup *group, const IrTree *tree,
                             const char *root, const char *overlay);
/* Fills the headers of all groups. */
void qemu_choose_headers(QemuLayout *layout);
