/*
 * clang-state.h: what a unit's result depends on, by name, and the state that
 * each of these is in now; private to parse/.
 *
 * A name is the path of an included file, relative to the plan's base ("./...")
 * or absolute if it is elsewhere; "?NAME" a header that was not found;
 * "=HEADER" the file that stands for those which include a header.
 *
 * The state of a file in the base has its content, and where there are files of
 * that name: a new one could be found first. Other files are the machine's:
 * size and time must do.
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
