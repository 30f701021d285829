/*
 * path.h: where in an object something is: interned lists of steps.
 *
 * A member step may be qualified by the record that owns the member. Two
 * paths that differ only in that some steps of one are not qualified name the
 * same place; path_matches() tells. `plain` is the same path with no step
 * qualified. Equal paths are the same pointer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Path {
    const struct Path *parent; /* NULL for the root */
    const struct Path *plain;
    const char *member; /* NULL for an index; interned */
    const char *record; /* interned; NULL if not qualified */
    gint64 index;
    guint depth;       /* steps from the root */
    bool has_children; /* of the plain path: longer ones were made */
    char text[];       /* ".a.b[2]", without records */
} Path;

typedef struct PathTable PathTable;

PathTable *path_table_new(void);
void path_table_free(PathTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PathTable, path_table_free)

const Path *path_root(const PathTable *table);
/* `record`: NULL or "" if not known. */
const Path *path_member(PathTable *table, const Path *parent,
                        const char *record, const char *member);
const Path *path_index(PathTable *table, const Path *parent, gint64 index);
/* ".a.Record:b[2]"; a text that belongs to a Path gives that Path. NULL if
 * it is malformed. */
const Path *path_parse(PathTable *table, const char *text);
/* The path a `text` is part of. */
const Path *path_of_text(const char *text);
/* `base` followed by the steps of `path` below `from`, an ancestor of it. */
const Path *path_rebase(PathTable *table, const Path *base, const Path *path,
                        const Path *from);

/* Do both name the same place? */
bool path_matches(const Path *a, const Path *b);
/* The ancestor of `path` that has `depth` steps. */
const Path *path_ancestor(const Path *path, guint depth);
/* Is `path` strictly below `ancestor`? */
bool path_is_below(const Path *path, const Path *ancestor);
const char *path_intern(PathTable *table, const char *text);
