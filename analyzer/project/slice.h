/*
 * slice.h: the part of two trees that a change between them can have an
 * effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

typedef enum ProjectSliceKind {
    PROJECT_SLICE_NOTHING, /* the change cannot matter: no need to read */
    PROJECT_SLICE_PART,
    PROJECT_SLICE_ALL, /* read both trees as a whole */
} ProjectSliceKind;

typedef struct ProjectSlice {
    ProjectSliceKind kind;
    GPtrArray *files; /* char *, sorted: C files, for ProjectOptions.only of
                         both trees; NULL unless the kind is PART */
    char *reason;     /* why that kind, for people */
} ProjectSlice;

/* `changed`: const char *, paths that differ between the trees, in any
 * order. */
ProjectSlice *project_slice(Source *before, Source *after,
                            const GPtrArray *changed, GError **error);
void project_slice_free(ProjectSlice *slice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProjectSlice, project_slice_free)
