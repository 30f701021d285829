/*
 * clang-cache.h: results of units, kept between runs; private to parse/.
 *
 * What a unit depends on is only known after it was parsed. So there are two
 * steps. The first key has what is known before: path, content, arguments,
 * version of the parser, the identity of the PCH. Under it are the lists of
 * names (clang-state.h) that such units turned out to depend on. The second
 * key has such a list and the states of all in it now: under it is the result.
 *
 * The identity of a PCH is the second key of the group's header unit: it has
 * all that the PCH was made from, so the PCH itself need not be there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"

typedef struct UnitCache UnitCache;

/* NULL if the plan has no cache. */
UnitCache *unit_cache_new(const ParsePlan *plan);
void unit_cache_free(UnitCache *cache);

typedef struct UnitName {
    guint group;
    gint file;       /* HEADER_UNIT: the header unit */
    const char *pch; /* its identity; NULL: none is used */
} UnitName;

/* NULL: not there. *ret_identity is the second key, for the caller to free. */
GBytes *unit_cache_find(UnitCache *cache, const UnitName *unit,
                        char **ret_identity);
/* `names`: one a line, sorted. Returns the second key, the caller's. */
char *unit_cache_keep(UnitCache *cache, const UnitName *unit, GBytes *block,
                      const char *names);
