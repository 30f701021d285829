/*
 * repository.h: what a git repository says of its commits.
 *
 * Nothing is checked out and nothing is written: hooks, filters and programs
 * of the configuration have no part in it. Commits are full ids, in hex.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

typedef struct Repository Repository;

/* The repository that the folder belongs to: a bare one, or one with a
 * working tree that the folder is in. */
Repository *repository_open(const char *folder, GError **error);
void repository_free(Repository *repository);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Repository, repository_free)

/* False if it is bare. */
bool repository_has_working_tree(const Repository *repository);

/* All of these are the caller's; NULL and SOURCE_ERROR_NO_REVISION if there
 * is no such commit. */
char *repository_resolve(const Repository *repository, const char *revision,
                         GError **error);
char *repository_first_parent(const Repository *repository, const char *commit,
                              GError **error);
char *repository_merge_base(const Repository *repository, const char *one,
                            const char *other, GError **error);
/* Commits of `to` that are not of `from`, along first parents, the oldest
 * first: char *. At most `limit` of them. */
GPtrArray *repository_commits(const Repository *repository, const char *from,
                              const char *to, guint limit, GError **error);

/* The first line of the commit's message. */
char *repository_subject(const Repository *repository, const char *commit);

/*
 * The newest commit, along first parents and from `commit` on, in which the
 * text of the file is `wanted`; NULL if there is none within `limit` commits.
 */
char *repository_find_text(const Repository *repository, const char *commit,
                           const char *path,
                           bool (*wanted)(const char *text, gpointer user),
                           gpointer user, guint limit);

Source *repository_source(const Repository *repository, const char *commit,
                          const char *label, GError **error);

/*
 * What is in the working tree: `base`, a source of the commit, under the
 * changes that the working tree has. `base` must live as long.
 */
Source *repository_working_tree(const Repository *repository,
                                const Source *base, const char *label,
                                GError **error);
