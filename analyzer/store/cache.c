/*
 * Keys, checks and limits of the cache; the database does the keeping.
 *
 * The checksum is that of the value before it was packed, so it speaks for
 * the unpacking too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/cache.h"

#include "store/build-id.h"
#include "store/checksum.h"
#include "store/database.h"
#include "store/pack.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "cache.sqlite"

/* How much may be saved before somebody looks at the limit, and how much is
 * thrown away then: parts of the limit. */
enum {
    LOOK_EVERY = 16,
    LARGEST = 8,
    ROOM = 10
};

struct Cache {
    char *path;
    guint64 limit;
    Database *database; /* NULL: nothing can be kept */
    char *problem;
    GArray *used; /* gint64: ids of what was loaded */
    guint64 saved;
    pid_t owner; /* a connection must not be used in another process */
};

static gint64 now(void)
{
    return g_get_real_time();
}

/* Takes the problem. */
static void give_up(Cache *cache, char *problem)
{
    g_free(cache->problem);
    cache->problem = g_strdup_printf(
        "'%s' cannot be used, so nothing is kept: %s", cache->path, problem);
    g_free(problem);
    g_clear_pointer(&cache->database, database_close);
}

static void open_database(Cache *cache)
{
    char *problem = database_open(cache->path, &cache->database);

    cache->owner = getpid();
    if (problem) {
        give_up(cache, problem);
    }
}

Cache *cache_open(const char *directory, guint64 limit)
{
    Cache *cache = g_new0(Cache, 1);
    g_autofree char *place =
        directory ? g_strdup(directory)
                  : g_build_filename(g_get_user_cache_dir(), "migcompat", NULL);

    cache->path = g_build_filename(place, FILE_NAME, NULL);
    cache->limit = limit;
    cache->used = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (g_mkdir_with_parents(place, 0700) != 0) {
        give_up(cache, g_strdup("the directory cannot be made"));
    } else {
        open_database(cache);
    }
    return cache;
}

/* After a fork the child opens the file once more; the parent's connection is
 * not even closed. */
static bool is_usable(Cache *cache)
{
    if (cache->database && cache->owner != getpid()) {
        cache->database = NULL;
        g_array_set_size(cache->used, 0);
        open_database(cache);
    }
    return cache->database != NULL;
}

static void make_room(Cache *cache)
{
    char *problem = database_shrink(cache->database, cache->limit,
                                    cache->limit - cache->limit / ROOM);

    cache->saved = 0;
    if (problem) {
        give_up(cache, problem);
    }
}

static void note_uses(Cache *cache)
{
    char *problem = database_touch(cache->database, cache->used, now());

    g_array_set_size(cache->used, 0);
    if (problem) {
        give_up(cache, problem);
    }
}

void cache_close(Cache *cache)
{
    if (!cache) {
        return;
    }
    /* A child that made no use of it has nothing to do with it. */
    if (cache->database && cache->owner == getpid()) {
        note_uses(cache);
        if (cache->database && cache->saved > 0) {
            make_room(cache);
        }
        g_clear_pointer(&cache->database, database_close);
    }
    g_array_unref(cache->used);
    g_free(cache->problem);
    g_free(cache->path);
    g_free(cache);
}

const char *cache_problem(const Cache *cache)
{
    return cache->problem;
}

static void digest_key(const char *key, guint8 *ret_digest)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    gsize size = DATABASE_KEY_SIZE;

    g_checksum_update(checksum, (const guchar *)key, -1);
    g_checksum_get_digest(checksum, ret_digest, &size);
}

static gint64 sum_value(const guint8 *key, GBytes *value)
{
    gsize size;
    const void *data = g_bytes_get_data(value, &size);
    guint64 seed;

    memcpy(&seed, key, sizeof(seed));
    return (gint64)checksum_of(data, size, seed);
}

/* Takes the value's bytes; NULL if they were damaged. */
static GBytes *open_value(const DatabaseValue *value, const guint8 *key)
{
    g_autoptr(GBytes) packed = value->bytes;
    g_autoptr(GBytes) bytes =
        value->length >= 0 ? unpack(packed, (gsize)value->length) : NULL;

    return bytes && sum_value(key, bytes) == value->checksum
               ? g_steal_pointer(&bytes)
               : NULL;
}

GBytes *cache_load(Cache *cache, const char *key)
{
    guint8 digest[DATABASE_KEY_SIZE];
    DatabaseValue value;
    GBytes *bytes;
    char *problem;

    if (!is_usable(cache)) {
        return NULL;
    }
    digest_key(key, digest);
    problem = database_get(cache->database, digest, &value);
    if (problem) {
        give_up(cache, problem);
        return NULL;
    }
    bytes = value.bytes ? open_value(&value, digest) : NULL;
    if (bytes) {
        g_array_append_val(cache->used, value.id);
    }
    return bytes;
}

void cache_save(Cache *cache, const char *key, GBytes *bytes)
{
    guint8 digest[DATABASE_KEY_SIZE];
    g_autoptr(GBytes) packed = NULL;
    DatabaseValue value;
    gsize size;
    char *problem;

    if (!is_usable(cache)) {
        return;
    }
    packed = pack(bytes);
    size = g_bytes_get_size(packed);
    if (size > cache->limit / LARGEST) {
        return;
    }
    digest_key(key, digest);
    value.bytes = packed;
    value.checksum = sum_value(digest, bytes);
    value.length = (gint64)g_bytes_get_size(bytes);
    problem = database_put(cache->database, digest, &value, now());
    if (problem) {
        give_up(cache, problem);
        return;
    }
    cache->saved += size;
    if (cache->saved > cache->limit / LOOK_EVERY) {
        note_uses(cache);
    }
    if (cache->database && cache->saved > cache->limit / LOOK_EVERY) {
        make_room(cache);
    }
}

static char *bound_key(const char *key)
{
    return g_strdup_printf("ir %s %d-%d\n%s", build_id_parser, G_BYTE_ORDER,
                           GLIB_SIZEOF_VOID_P, key);
}

static GBytes *load_ir(gpointer data, const char *key)
{
    g_autofree char *bound = bound_key(key);

    return cache_load(data, bound);
}

static void save_ir(gpointer data, const char *key, GBytes *value)
{
    g_autofree char *bound = bound_key(key);

    cache_save(data, bound, value);
}

IrCache cache_for_ir(Cache *cache)
{
    return (IrCache){load_ir, save_ir, cache};
}
