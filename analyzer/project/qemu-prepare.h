/*
 * qemu-prepare.h: everything about a QEMU tree but the parsing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"
#include "project/project.h"
#include "project/qemu-layout.h"

typedef struct QemuWork {
    QemuLayout *layout;
    GPtrArray *groups; /* ParseGroup * */
    char *root;        /* folder with the tree's files */
} QemuWork;

/* Reads all that is not C into the tree and writes what the parser needs below
 * the empty folder `scratch`. */
QemuWork *qemu_prepare(Source *source, const ProjectOptions *options,
                       IrTree *tree, const char *scratch, GError **error);
void qemu_work_free(QemuWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuWork, qemu_work_free)
