/*
 * qemu-layout.h: which files of a QEMU tree are read, for which architecture,
 * with which flags.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "parse/clang.h"
#include "source/source.h"

typedef struct QemuFile {
    char *path;
    bool is_specific;
} QemuFile;

/* One architecture directory: hw/NAME, target/NAME. */
typedef struct QemuGroup {
    char *name;
    char *target;     /* the target it is configured as: the largest */
    GPtrArray *lines; /* char *: TARGET_X=y and CONFIG_X=y of its .mak */
    GPtrArray *files; /* QemuFile *, by path */
} QemuGroup;

typedef struct QemuLayout {
    GPtrArray *groups; /* QemuGroup *, by name; only those with files */
    GHashTable *texts; /* path -> GBytes * of every .c and .h that is kept */
    GPtrArray *paths;  /* their paths, sorted; borrowed */
} QemuLayout;

/* Reads the .c and .h files and sorts them into groups; fills the tree's
 * targets and failures. */
QemuLayout *qemu_layout_new(const Source *source, IrTree *tree);
void qemu_layout_free(QemuLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuLayout, qemu_layout_free)

/* Fills the layout's groups and the tree's targets from the lists of targets:
 * see qemu-target.c. */
void qemu_read_targets(QemuLayout *layout, const Source *source, IrTree *tree);
/* Made if it is not there. */
QemuGroup *qemu_layout_group(QemuLayout *layout, const char *name);

/* Does the file matter to the system emulators? */
bool qemu_is_wanted(const char *path, void *unused);

/* Writes the synthesised headers below `directory`: see qemu-overlay.c. */
bool qemu_write_overlay(const Source *source, const QemuLayout *layout,
                        const IrTree *tree, const char *directory,
                        GError **error);

/* Texts of config-host.h, config-devices.h and a group's config-target.h;
 * newly allocated. */
char *qemu_host_config(const IrTree *tree);
char *qemu_device_config(const Source *source);
char *qemu_target_config(const QemuGroup *group, const IrTree *tree);

/* Group `group` of the plan for a tree that lies in `root`. */
ParseGroup *qemu_parse_group(const QemuLayout *layout, const QemuGroup *group,
                             const IrTree *tree, const char *root,
                             const char *overlay);

/* Stand-ins for headers of libraries that need not be installed: name and
 * text, ends with NULL. */
typedef struct QemuStub {
    const char *name;
    const char *text;
} QemuStub;
extern const QemuStub qemu_stubs[];
extern const guint n_qemu_stubs;
