/*
 * qemu-layout.h: which files of a QEMU tree are parsed, for which
 * architecture.
 *
 * One architecture directory (hw/NAME, target/NAME) is one group, configured
 * as one of its targets. Code that belongs to no directory of those is parsed
 * once: for the only architecture that builds it, or that whose headers it
 * includes most.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-texts.h"

typedef struct QemuFile {
    const QemuText *text;
    bool is_specific; /* its path belongs to the architecture */
} QemuFile;

typedef struct QemuGroup {
    char *name;          /* "i386" */
    char *target;        /* what it is configured as: "x86_64" */
    bool is_big_endian;  /* the target is */
    GPtrArray *settings; /* char *: "KEY=value" of the target's .mak file */
    GArray *files;       /* QemuFile, by path */
    GPtrArray *headers;  /* char *: include names worth precompiling, in an
                            order in which the files could include them; see
                            qemu_choose_headers */
} QemuGroup;

typedef struct QemuLayout {
    GPtrArray *groups; /* QemuGroup *, by name */
    QemuTexts *texts;
    bool is_part; /* files were left out by qemu_layout_keep_only */
} QemuLayout;

/* Reads the sources and sorts them into groups; fills the tree's targets,
 * the files' targets and failures. */
QemuLayout *qemu_layout_new(const Source *source, IrTree *tree);
void qemu_layout_free(QemuLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuLayout, qemu_layout_free)

/* Fills the groups and the tree's targets, sorted: what emulators the tree
 * makes. */
void qemu_read_targets(QemuLayout *layout, const Source *source, IrTree *tree);
QemuGroup *qemu_layout_find_group(const QemuLayout *layout, const char *name);

/* Is the tree of a version before this one? */
bool qemu_is_before(const IrTree *tree, guint major, guint minor);

/* Is the file part of any system emulator? Not code of architectures that
 * have only user emulators. */
bool qemu_layout_uses(const QemuLayout *layout, const char *path);

/* Leaves out what `target` is not built from; NULL: nothing. */
void qemu_layout_keep_target(QemuLayout *layout, const IrTree *tree,
                             const char *target);
/* Leaves out all files but these (char *, sorted); NULL: nothing. */
void qemu_layout_keep_only(QemuLayout *layout, const GPtrArray *only);
