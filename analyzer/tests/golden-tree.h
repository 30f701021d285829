/*
 * golden-tree.h: trees of a case put together from what the case brings and
 * what all cases share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Copies everything below `from` to below `to`; files there are replaced. */
bool golden_tree_copy(const char *from, const char *to, GError **error);

/* Removes the folder and all that is in it. */
void golden_tree_remove(const char *folder);

/* Is there a tree in the case that needs `skeleton`: one without include/? */
bool golden_tree_is_partial(const char *directory);

/* A new temporary folder with a copy of the case, where trees without
 * include/ are laid over the skeleton; to be removed. NULL on failure. */
char *golden_tree_complete(const char *directory, const char *skeleton,
                           GError **error);
