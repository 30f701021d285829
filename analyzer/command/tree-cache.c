/*
 * The cache that a command's trees are read with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/tree-cache.h"

#include <stdbool.h>
#include <stdio.h>

struct TreeCache {
    char *directory;
    Cache *cache; /* NULL: not opened yet */
    bool is_told;
};

TreeCache *tree_cache_new(const char *directory)
{
    TreeCache *cache = g_new0(TreeCache, 1);

    cache->directory = g_strdup(directory);
    return cache;
}

void tree_cache_free(TreeCache *cache)
{
    if (!cache) {
        return;
    }
    cache_close(cache->cache);
    g_free(cache->directory);
    g_free(cache);
}

void tree_cache_check(TreeCache *cache)
{
    const char *problem =
        cache && cache->cache ? cache_problem(cache->cache) : NULL;

    if (problem && !cache->is_told) {
        fprintf(stderr, "migcompat: warning: the cache %s\n", problem);
        cache->is_told = true;
    }
}

Cache *tree_cache_use(TreeCache *cache)
{
    if (!cache) {
        return NULL;
    }
    if (!cache->cache) {
        cache->cache = cache_open(cache->directory, CACHE_DEFAULT_LIMIT);
    }
    tree_cache_check(cache);
    return cache_problem(cache->cache) ? NULL : cache->cache;
}
