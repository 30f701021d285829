/*
 * qemu-includes.h: what the parsed files of a QEMU tree include, and what of
 * it is not there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-layout.h"

typedef struct QemuIncludes {
    GHashTable *reached; /* set of paths: parsed files and all they include */
    GPtrArray *missing;  /* char *: include names, sorted, each once */
} QemuIncludes;

/* Follows the includes from every parsed file. */
QemuIncludes *qemu_includes_new(const QemuLayout *layout);
void qemu_includes_free(QemuIncludes *includes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuIncludes, qemu_includes_free)

/* Folders of the tree on every group's include path, in order, each with '/'
 * at its end; ends with NULL. */
extern const char *const qemu_include_folders[];
