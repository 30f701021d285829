/*
 * qemu-build-target.h: one system-emulator target and what its build has set.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "project/qemu-kconfig.h"

typedef struct BuildTarget {
    char *name;         /* "aarch64" */
    char *architecture; /* "aarch64": TARGET_ARCH */
    char *group;        /* "arm": TARGET_BASE_ARCH */
    QemuConfig *config;
    GHashTable *flags; /* char *: "TARGET_BIG_ENDIAN" and the like */
    bool is_known;     /* has a list of devices */
    const IrTree *tree;
} BuildTarget;

/* The targets of the tree, sorted by name; declares what only target lists
 * know of (before QEMU 4.0). The kconfig and the tree are borrowed. */
GPtrArray *build_targets_new(const Source *source, const IrTree *tree,
                             QemuKconfig *kconfig);

void build_target_free(BuildTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BuildTarget, build_target_free)
/* A target of its own with the same assignments; before the first question to
 * either. */
BuildTarget *build_target_copy(const BuildTarget *target);

/* Set by the build itself, or found out by it: no choice of a board. */
bool build_target_sets(const char *symbol);

/* A ConditionLookup for "CONFIG_X", "TARGET_X" and "@group". The user is a
 * BuildTarget. */
Truth build_target_value(const char *symbol, void *user);
