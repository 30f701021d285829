/*
 * slice.h: the part of two trees that a change between them can have an
 * effect on.
 *
 * All of it is found by text. A slice is one set of C files for both trees:
 * what is missing is missing on both sides and differs on neither. For QEMU
 * it holds
 * - what the change reaches: the files with functions, variables, macros or
 *   members that differ; files that use these, over at most three files from
 *   one to the next; the types registered there, those that derive from them,
 *   and the code that names them;
 * - what is needed to understand that: parents of types, functions that are
 *   called (over two files), and who assigns to variables they look at;
 * - the files of versioned machine types and compat lists;
 * - the files of drivers that a changed compat list names.
 *
 * Left out is
 * - what depends on the change over more files than that, and what is reached
 *   by names that are pasted together in macros;
 * - what follows from a member's new place or size, but for sizeof of the
 *   record itself;
 * - C that uses a changed QAPI type: only the schema itself is compared;
 * - boards without versioned machine types, unless the change reaches them;
 * - the code of most devices: which drivers a machine type can have is told
 *   by sketches of the files (project/qemu-sketch.h), with more that is
 *   possible and never less than in the whole tree, as far as objects are
 *   made by code; a bus that only a device has which the user asks for is
 *   known if that device is in the slice.
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
    char *reason;     /* why that kind, for people; NULL of a PART */
} ProjectSlice;

/* `changed`: char *, paths that differ between the trees, in any order. */
ProjectSlice *project_slice(Source *before, Source *after,
                            const GPtrArray *changed, GError **error);
void project_slice_free(ProjectSlice *slice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProjectSlice, project_slice_free)
