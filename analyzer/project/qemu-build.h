/*
 * qemu-build.h: for which system-emulator targets each source file of a QEMU
 * tree is built by default, read from the build files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "project/qemu-build-graph.h"
#include "source/source.h"

/*
 * Path (char *) -> names of targets (GPtrArray of char *, sorted), both owned
 * by the table. What depends on the host is taken to be built. A file that is
 * not in the table is not known: no build file names it in a form that is
 * understood, or no target builds it by default.
 */
GHashTable *qemu_file_targets(const Source *source, const IrTree *tree);

/* All that the build files of the tree say. */
BuildGraph *qemu_build_graph(const Source *source, const IrTree *tree);
