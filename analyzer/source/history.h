/*
 * history.h: which commit put a line where it is, or took it away.
 *
 * Like `git blame` for one line, but of the line's text alone, and past what
 * moved it: the walk goes to any parent that has the text in the file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/repository.h"

typedef struct HistoryCommit {
    char *id;
    char *subject;
    char *date; /* the committer's, "2020-06-26", in UTC */
} HistoryCommit;

void history_commit_free(HistoryCommit *commit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HistoryCommit, history_commit_free)

/* The commit itself; NULL if the repository has none of that id. */
HistoryCommit *history_commit(const Repository *repository,
                              const char *revision);
/* Line `line` of the file in the revision, without white space around it; NULL
 * if there is none. Newly allocated. */
char *history_line(const Repository *repository, const char *revision,
                   const char *path, guint line);
/* The commit that brought the text; NULL if it was not found. */
HistoryCommit *history_origin(const Repository *repository,
                              const char *revision, const char *path,
                              const char *text);
/* `revision` does not have the text any more: the commit that took it. */
HistoryCommit *history_end(const Repository *repository, const char *revision,
                           const char *path, const char *text);
