/*
 * facts-store.h: the facts of whole trees, kept in a cache.
 *
 * This is also the store of many versions: whoever looks at a hundred trees
 * asks for each in turn (command/tree.h does so), what is there costs no
 * parsing, and a run that was cut off goes on where it was. As trees are known
 * by their content, one that is named anew, moved or unpacked is not read
 * again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"
#include "store/cache.h"

/*
 * `key`: text made of the tree's content and of all that decides how it is
 * read; the program's own version is added here. Label and revision in the
 * facts are those of the tree that was read first: set your own.
 */
FactSet *facts_store_load(Cache *cache, const char *key);
void facts_store_save(Cache *cache, const char *key, const FactSet *facts);
