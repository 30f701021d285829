/*
 * cache.h: what was worked out before, kept between runs in one file.
 *
 * A cache never fails. A database that is broken, locked, foreign, read-only or
 * made by a newer program is left alone, and the cache is then empty and stays
 * so: cache_problem says why. Several processes can use one database at a
 * time. A value that was damaged counts as not there.
 *
 * What was not used for the longest time goes first when the values come to
 * more than the limit.
 *
 * Whoever can write to the database decides what is read from it: it is as
 * trusted as the program itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/cache.h"

typedef struct Cache Cache;

#define CACHE_DEFAULT_LIMIT ((guint64)4 << 30)

/* `directory` is made if it is not there; NULL: "migcompat" in the user's
 * cache directory ($XDG_CACHE_HOME, ~/.cache). `limit` in bytes. */
Cache *cache_open(const char *directory, guint64 limit);
/* Notes which values were used, and makes room. */
void cache_close(Cache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cache, cache_close)

/* Why nothing more is kept; NULL if all is well. Borrowed. */
const char *cache_problem(const Cache *cache);

/*
 * A key is text made of all that the value depends on. The program's own
 * version is no part of it: see store/build-id.h.
 */
/* NULL: not there. The caller's. */
GBytes *cache_load(Cache *cache, const char *key);
void cache_save(Cache *cache, const char *key, GBytes *value);

/* For parse/: keys are bound to the parser that this program has. Valid as
 * long as the cache. */
IrCache cache_for_ir(Cache *cache);
