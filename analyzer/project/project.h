/*
 * project.h: what a tree is, and how all of it is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/cache.h"
#include "ir/tree.h"
#include "source/source.h"

typedef enum ProjectError {
    PROJECT_ERROR_UNKNOWN_TREE, /* neither QEMU nor libvirt */
    PROJECT_ERROR_FAILED,
} ProjectError;

#define PROJECT_ERROR project_error_quark()
GQuark project_error_quark(void);

typedef struct ProjectOptions {
    guint workers;          /* 0: one per processor */
    guint memory_limit;     /* MiB per worker, 0: the default */
    guint seconds_per_file; /* 0: the default */
    const char *target;    /* only files this target is built from; NULL: all */
    const GPtrArray *only; /* char *, sorted: of the C files that would be
                              parsed, these alone; NULL: all */
    const IrCache *cache;  /* NULL: nothing is kept */
} ProjectOptions;

/* "qemu" or "libvirt" by the files it has; its version from VERSION,
 * meson.build or configure.ac. */
bool project_identify(const Source *source, const char **ret_project,
                      char **ret_version, GError **error);

/* The file that tells the version; static, "" if there is none. */
const char *project_version_file(const Source *source, const char *project);
/* What such a file of libvirt's with that text tells; newly allocated, NULL if
 * it tells none. */
char *project_libvirt_version(const char *path, const char *text);

/* Is the file of a part of the tree that is read at all? By its name. */
bool project_is_wanted(const char *project, const char *path);
/* Is it code that has a say in migration, and that is not read all the same?
 * By its name. */
bool project_is_left_out(const char *project, const char *path);

/* What of this machine decides how a tree is read (parser, headers), as text
 * to be part of a key in a cache; the caller's. */
char *project_environment(void);
/* Are the headers there that no tree brings along? Without them most files
 * would be read wrongly, and silence would say nothing. */
bool project_check_environment(GError **error);

/*
 * Reads the tree. Uses a scratch directory of its own, removed before it
 * returns. What could not be read is among the tree's failures; NULL only if
 * nothing could be done.
 */
IrTree *project_read(Source *source, const ProjectOptions *options,
                     GError **error);

/*
 * What would be parsed, and how: one line "group TAB arguments TAB file" per
 * file, arguments quoted for a shell, files absolute. The files and the
 * synthesised headers are left in the existing empty `directory`. Newly
 * allocated; NULL on failure. For measurements and for finding out why a file
 * does not parse.
 */
char *project_plan(Source *source, const char *directory, GError **error);
