/*
 * clang-state.h: what a unit's result depends on, by name, and the state that
 * each of these is in now; private to parse/.
 *
 * A name is the path of an included file, relative to the plan's base ("./...")
 * or absolute if it is elsewhere; "?NAME" a header that was not found;
 * "=HEADER" the file that stands for those which include a header.
 *
 * The state of a file in the base is its content. Other files are the
 * machine's: size and time must do. Apart from that it matters where there are
 * files that a search for the name could find first. Only folders that are
 * searched count: which others have a file of that name depends on how much of
 * a tree was laid out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"

typedef struct FileStates FileStates;

/* The files must not change as long as it lives. */
FileStates *file_states_new(const ParsePlan *plan);
void file_states_free(FileStates *states);

/* Borrowed. */
const char *file_states_get(FileStates *states, const ParseGroup *group,
                            const char *name);

/* Where the plan's base is: no result may depend on that. The caller's. */
char *state_relative_text(const ParsePlan *plan, const char *text);
/* The name of an included file; NULL if it is one that the parser itself left
 * in the scratch directory. The caller's. */
char *state_file_name(const ParsePlan *plan, const char *path);

/* The folders in which a unit's includes were looked for: those of the
 * command line and those of its files, all as names. A set; the caller's. */
GHashTable *state_folders(const ParsePlan *plan, const ParseGroup *group,
                          char *const *names);
/* Adds the places where a search for the name, which may be one that was not
 * found, could end. */
void file_states_add_places(const FileStates *states, const char *name,
                            GHashTable *folders, GChecksum *checksum);
