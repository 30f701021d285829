/*
 * tree-cache.h: the cache that a command's trees are read with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "store/cache.h"

typedef struct TreeCache TreeCache;

/* Opened when it is asked for. `directory` NULL: the default place. */
TreeCache *tree_cache_new(const char *directory);
void tree_cache_free(TreeCache *cache);

/* NULL if nothing is to be kept: `cache` is NULL, or the file cannot be used.
 * The latter is told on standard error, once. */
Cache *tree_cache_use(TreeCache *cache);
/* Tells it if the cache gave up meanwhile. */
void tree_cache_check(TreeCache *cache);
