/*
 * patch.h: what a unified diff says, with git's headers or without.
 *
 * A Patch points into the text that it was read from, which must live as long.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

typedef enum PatchError {
    PATCH_ERROR_BROKEN,         /* no diff, or cut off */
    PATCH_ERROR_DOES_NOT_APPLY, /* to this tree */
} PatchError;

#define PATCH_ERROR patch_error_quark()
GQuark patch_error_quark(void);

typedef enum PatchAction {
    PATCH_MODIFY,
    PATCH_ADD,
    PATCH_DELETE,
    PATCH_RENAME,
    PATCH_COPY,
} PatchAction;

/* With its mark, and with its line end unless the file ends without one. */
typedef struct PatchLine {
    const char *text; /* behind the mark */
    gsize length;
    char mark; /* ' ', '+' or '-' */
} PatchLine;

typedef struct PatchHunk {
    guint line;      /* of its header, in the patch */
    guint old_start; /* lines of the file count from 1 */
    guint n_old;
    guint new_start;
    guint n_new;
    GArray *lines; /* PatchLine */
} PatchHunk;

typedef struct PatchedFile {
    PatchAction action;
    char *old_path; /* as it stands there, with "a/"; NULL: /dev/null */
    char *new_path;
    bool has_bare_paths; /* those of "rename from": without a prefix */
    bool is_binary;
    guint mode; /* as git has it: 0120000 is a symbolic link; 0: not told */
    guint line; /* where it begins in the patch */
    GPtrArray *hunks; /* PatchHunk *; may be empty */
} PatchedFile;

typedef struct Patch {
    GPtrArray *files; /* PatchedFile *; empty: no diff in the text */
} Patch;

/* `line` is the number of the first one, for messages. */
Patch *patch_read(const char *text, gsize length, guint line, GError **error);
void patch_free(Patch *patch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Patch, patch_free)

/*
 * The tree with the patch applied: an overlay on `base`, which must live as
 * long. Hunks may have moved; nothing else may differ. Files that cannot matter
 * (source_may_matter) are left as they are.
 */
Source *patch_apply(const Patch *patch, const Source *base, const char *label,
                    GError **error);
