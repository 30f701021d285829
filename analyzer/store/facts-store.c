/*
 * Facts of whole trees in a cache.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/facts-store.h"

#include "facts/image.h"
#include "store/build-id.h"

static char *bound_key(const char *key)
{
    return g_strdup_printf("facts %s\n%s", build_id_facts, key);
}

FactSet *facts_store_load(Cache *cache, const char *key)
{
    g_autofree char *bound = bound_key(key);
    g_autoptr(GBytes) image = cache_load(cache, bound);

    return image ? facts_image_read(image) : NULL;
}

void facts_store_save(Cache *cache, const char *key, const FactSet *facts)
{
    g_autofree char *bound = bound_key(key);
    g_autoptr(GBytes) image = facts_image_write(facts);

    cache_save(cache, bound, image);
}
