/*
 * backend.h: what each kind of source adds to the common part; private to
 * this folder.
 *
 * An opener makes a Source with source_new, adds what it finds in any order,
 * and ends with source_seal, which checks names, resolves links and sorts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

#define SOURCE_FILE_LIMIT ((gsize)16 << 20)
#define SOURCE_TOO_LARGE  "larger than 16 MiB"

typedef struct SourceBackend {
    /* `path` is one that was given to source_add_file. */
    GBytes *(*read)(gpointer data, const char *path, GError **error);
    /* What tells the file's content without reading it: a git id, or text
     * with a ':' that only ever says that two are the same. NULL: not known;
     * and the function may be NULL. */
    char *(*identity)(gpointer data, const char *path);
    void (*free)(gpointer data);
} SourceBackend;

struct Source {
    char *label;
    char *revision;
    GPtrArray *paths;    /* char *: borrowed from `files` */
    GHashTable *files;   /* path -> path the backend knows: its own, or that
                            of the file a link leads to */
    GHashTable *links;   /* path -> target; until sealed */
    GHashTable *folders; /* set of paths; until sealed */
    GPtrArray *problems; /* SourceProblem * */
    const SourceBackend *backend;
    gpointer data;
};

/* Takes `data`. */
Source *source_new(const char *label, const SourceBackend *backend,
                   gpointer data);
/* Each copies its strings. A name that must not be listed is made a problem.
 * A file added twice is one. */
void source_add_file(Source *source, const char *path);
void source_add_link(Source *source, const char *path, const char *target);
void source_add_problem(Source *source, const char *path, const char *reason);
void source_sort_problems(Source *source);
void source_seal(Source *source);

/* Why a path cannot be listed ("name leads out of the tree"); NULL if it
 * can. Static text. */
const char *source_name_problem(const char *path);

/* Turns links into files or problems. */
void source_resolve_links(Source *source);

GBytes *source_unreadable(const char *path, const char *reason, GError **error);

Source *source_open_directory(const char *path, GError **error);
Source *source_open_archive(const char *path, GError **error);
/* NULL without an error: not of the form REPO@REV with an existing REPO. */
Source *source_open_revision(const char *name, GError **error);
/* `path` is the repository itself, nothing above it is looked at. */
Source *source_open_commit(const char *path, const char *revision,
                           const char *label, GError **error);
/* A regular file below the folder; no symbolic link is followed. */
GBytes *source_read_below(const char *folder, const char *path, GError **error);

/* Before anything of libgit2 is used, and git_libgit2_shutdown as often. */
void source_set_up_libgit2(void);
const char *source_libgit2_reason(void);

/* The suffix of a tarball's name (".tar.xz"); NULL if it is not one. */
const char *source_archive_suffix(const char *path);
