/*
 * database.h: the SQLite file of a cache; private to this folder. Nothing else
 * knows SQLite.
 *
 * Functions that return a problem return text for people, the caller's, or
 * NULL if all went well. After a problem nothing but closing makes sense.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum {
    DATABASE_KEY_SIZE = 32
};

typedef struct Database Database;

typedef struct DatabaseValue {
    gint64 id;       /* for database_touch */
    GBytes *bytes;   /* NULL: not there */
    gint64 checksum; /* as it was given */
    gint64 length;   /* of the value before it was packed; likewise */
} DatabaseValue;

char *database_open(const char *path, Database **ret_database);
void database_close(Database *database);

char *database_get(Database *database, const guint8 *key,
                   DatabaseValue *ret_value);
/* In the place of what the key had. `used`: microseconds. */
char *database_put(Database *database, const guint8 *key,
                   const DatabaseValue *value, gint64 used);
/* ids: gint64. */
char *database_touch(Database *database, const GArray *ids, gint64 used);
/* The values that were not used for the longest time go, until all that are
 * left have no more than `limit` bytes. Does nothing if they have no more than
 * `enough`. */
char *database_shrink(Database *database, guint64 enough, guint64 limit);
