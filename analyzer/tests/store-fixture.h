/*
 * store-fixture.h: a cache in a folder of its own, and things to keep in it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store/cache.h"

/* A directory for one database. */
static inline char *new_place(void)
{
    char *place = g_dir_make_tmp("test-store-XXXXXX", NULL);

    assert_non_null(place);
    return place;
}

static inline void remove_place(const char *place)
{
    GDir *dir = g_dir_open(place, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(place, name, NULL);

        g_remove(path);
    }
    if (dir) {
        g_dir_close(dir);
    }
    g_rmdir(place);
}

static inline Cache *open_good(const char *place)
{
    Cache *cache = cache_open(place, CACHE_DEFAULT_LIMIT);

    assert_null(cache_problem(cache));
    return cache;
}

/* What zlib cannot make shorter, another one for each seed. */
static inline GBytes *noise(guint32 seed, gsize size)
{
    guint8 *data = g_malloc(size);
    GRand *rand = g_rand_new_with_seed(seed);

    for (gsize i = 0; i < size; i++) {
        data[i] = (guint8)g_rand_int(rand);
    }
    g_rand_free(rand);
    return g_bytes_new_take(data, size);
}

static inline void save_text(Cache *cache, const char *key, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    cache_save(cache, key, bytes);
}

static inline void assert_text(Cache *cache, const char *key, const char *text)
{
    g_autoptr(GBytes) bytes = cache_load(cache, key);

    assert_non_null(bytes);
    assert_int_equal(g_bytes_get_size(bytes), strlen(text));
    assert_memory_equal(g_bytes_get_data(bytes, NULL) ?: "", text,
                        strlen(text));
}

static inline void run_sql(const char *place, const char *text)
{
    g_autofree char *path = g_build_filename(place, "cache.sqlite", NULL);
    sqlite3 *file = NULL;

    assert_int_equal(sqlite3_open(path, &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(file);
}
