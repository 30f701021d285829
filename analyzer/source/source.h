/*
 * source.h: where text comes from: a directory, a tarball, or a revision of a
 * git repository.
 *
 * A Source lists the regular files of a tree and reads them. It never follows
 * a symbolic link out of the tree, runs nothing, and writes only where
 * source_materialise is told to. Paths are relative to the top, with '/', and
 * sorted; a tarball's single top directory is left out, and so is what is
 * called ".git".
 *
 * A symbolic link to a regular file of the tree is listed like a file. Links
 * are resolved in the list of names, the same way for every kind of source:
 * one tree gives the same Source as a directory, a tarball or a revision.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Source Source;

typedef enum SourceError {
    SOURCE_ERROR_NOT_A_TREE, /* no such thing, or not of a kind we read */
    SOURCE_ERROR_BROKEN,     /* truncated, damaged, over the limits */
    SOURCE_ERROR_NO_REVISION,
    SOURCE_ERROR_UNREADABLE, /* one file: the rest can go on */
} SourceError;

#define SOURCE_ERROR source_error_quark()
GQuark source_error_quark(void);

/* `name`: directory, *.tar, *.tar.xz, *.tar.gz, *.tar.bz2, *.tar.zst, or
 * REPO@REV. */
Source *source_open(const char *name, GError **error);
void source_free(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

/* What to call it in reports: base name of the directory, of the tarball
 * without its suffix, or the revision as it was given. */
const char *source_label(const Source *source);
/* Full commit id; NULL unless it is a git revision. */
const char *source_revision(const Source *source);

/* Paths of all regular files, sorted; borrowed. */
const GPtrArray *source_paths(const Source *source);
bool source_has(const Source *source, const char *path);
/* What was left out and why ("symbolic link out of the tree", "unreadable",
 * "larger than 16 MiB"): SourceProblem, sorted by path; borrowed. A name with
 * control characters or one that is no UTF-8 is escaped as C does it, so that
 * the path can be printed. */
typedef struct SourceProblem {
    char *path;
    char *reason;
} SourceProblem;
const GPtrArray *source_problems(const Source *source);

/* The file's bytes, NUL-terminated after its end; SOURCE_ERROR_UNREADABLE.
 * May be called again and again; a tarball is read once, when opened, and
 * only files that can matter are kept of it (source_may_matter). */
GBytes *source_read(const Source *source, const char *path, GError **error);

/* Paths, sorted, of files that can matter (source_may_matter) and are new, gone
 * or differ: char *; the caller's. Of git revisions and what lies over them,
 * only what differs is read. */
GPtrArray *source_changes(const Source *before, const Source *after);

/* A digest of all names, problems and files that can matter, the caller's: two
 * sources with one digest are read to the same result, whatever their kind and
 * label. NULL if a file cannot be read. */
char *source_digest(const Source *source);

/*
 * Writes the files for which `wanted` holds (NULL: all) and that can matter
 * below the existing, empty directory `where`, as plain files with fixed mode
 * and times: what a parser that needs paths reads. Files that cannot be read
 * are added to the problems.
 */
bool source_materialise(Source *source, const char *where,
                        bool (*wanted)(const char *path, void *user),
                        void *user, GError **error);

/* By its name: can the file have a say in what we look for? Sources,
 * schemas, build files, documents, libvirt's test data; not images,
 * firmware, translations. */
bool source_may_matter(const char *path);
