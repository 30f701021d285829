/*
 * Keys and values in SQLite.
 *
 * What is asked for often (key, time of use, size) stands in another table
 * than the values: changing it must not copy them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/database.h"

#include "store/database-schema.h"

#include <sqlite3.h>

#define GET                                                                    \
    "SELECT entry.id, value, checksum, length FROM entry JOIN content "        \
    "ON content.id = entry.id WHERE key = ?1"
#define FORGET_CONTENT                                                         \
    "DELETE FROM content WHERE id IN (SELECT id FROM entry WHERE key = ?1)"
#define FORGET_ENTRY "DELETE FROM entry WHERE key = ?1"
#define PUT_ENTRY                                                              \
    "INSERT INTO entry(key, checksum, length, used, size) "                    \
    "VALUES(?1, ?2, ?3, ?4, ?5)"
#define PUT_CONTENT                                                            \
    "INSERT INTO content(id, value) VALUES(last_insert_rowid(), ?1)"
#define TOUCH   "UPDATE entry SET used = ?2 WHERE id = ?1"
#define TOTAL   "SELECT total(size) FROM entry"
#define OLDEST  "SELECT id, size FROM entry ORDER BY used, id"
#define DROP_ID "DELETE FROM content WHERE id = ?1"
#define DROP    "DELETE FROM entry WHERE id = ?1"

struct Database {
    sqlite3 *file;
};

static char *last_problem(const Database *database)
{
    return g_strdup(sqlite3_errmsg(database->file));
}

char *database_open(const char *path, Database **ret_database)
{
    sqlite3 *file = NULL;
    char *problem = database_schema_open(path, &file);

    if (problem) {
        sqlite3_close(file);
        return problem;
    }
    *ret_database = g_new0(Database, 1);
    (*ret_database)->file = file;
    return NULL;
}

void database_close(Database *database)
{
    if (database) {
        sqlite3_close(database->file);
        g_free(database);
    }
}

static sqlite3_stmt *prepare(const Database *database, const char *text)
{
    sqlite3_stmt *statement = NULL;

    sqlite3_prepare_v2(database->file, text, -1, &statement, NULL);
    return statement;
}

/* Of a statement that gives no rows; binding NULL fails like running it. */
static bool finish(sqlite3_stmt *statement)
{
    bool done = statement && sqlite3_step(statement) == SQLITE_DONE;

    sqlite3_finalize(statement);
    return done;
}

static bool run(const Database *database, const char *text)
{
    return sqlite3_exec(database->file, text, NULL, NULL, NULL) == SQLITE_OK;
}

/* Of a transaction that was begun. */
static char *end_transaction(const Database *database, bool good)
{
    char *problem;

    if (good && run(database, "COMMIT")) {
        return NULL;
    }
    problem = last_problem(database);
    run(database, "ROLLBACK");
    return problem;
}

static void read_row(sqlite3_stmt *statement, DatabaseValue *ret_value)
{
    const void *blob = sqlite3_column_blob(statement, 1);

    ret_value->id = sqlite3_column_int64(statement, 0);
    ret_value->bytes =
        g_bytes_new(blob, (gsize)sqlite3_column_bytes(statement, 1));
    ret_value->checksum = sqlite3_column_int64(statement, 2);
    ret_value->length = sqlite3_column_int64(statement, 3);
}

char *database_get(Database *database, const guint8 *key,
                   DatabaseValue *ret_value)
{
    sqlite3_stmt *statement = prepare(database, GET);
    char *problem = NULL;
    int status = SQLITE_ERROR;

    *ret_value = (DatabaseValue){0};
    if (statement) {
        sqlite3_bind_blob(statement, 1, key, DATABASE_KEY_SIZE, SQLITE_STATIC);
        status = sqlite3_step(statement);
    }
    if (status == SQLITE_ROW) {
        read_row(statement, ret_value);
    } else if (status != SQLITE_DONE) {
        problem = last_problem(database);
    }
    sqlite3_finalize(statement);
    return problem;
}

static bool forget(const Database *database, const guint8 *key)
{
    static const char *const texts[] = {FORGET_CONTENT, FORGET_ENTRY};

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        sqlite3_stmt *statement = prepare(database, texts[i]);

        if (statement) {
            sqlite3_bind_blob(statement, 1, key, DATABASE_KEY_SIZE,
                              SQLITE_STATIC);
        }
        if (!finish(statement)) {
            return false;
        }
    }
    return true;
}

static bool put_entry(const Database *database, const guint8 *key,
                      const DatabaseValue *value, gint64 used)
{
    sqlite3_stmt *statement = prepare(database, PUT_ENTRY);

    if (statement) {
        sqlite3_bind_blob(statement, 1, key, DATABASE_KEY_SIZE, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 2, value->checksum);
        sqlite3_bind_int64(statement, 3, value->length);
        sqlite3_bind_int64(statement, 4, used);
        sqlite3_bind_int64(statement, 5,
                           (gint64)g_bytes_get_size(value->bytes));
    }
    return finish(statement);
}

static bool put_content(const Database *database, GBytes *bytes)
{
    sqlite3_stmt *statement = prepare(database, PUT_CONTENT);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);

    if (statement) {
        sqlite3_bind_blob64(statement, 1, data ?: "", size, SQLITE_STATIC);
    }
    return finish(statement);
}

char *database_put(Database *database, const guint8 *key,
                   const DatabaseValue *value, gint64 used)
{
    if (!run(database, "BEGIN IMMEDIATE")) {
        return last_problem(database);
    }
    return end_transaction(database,
                           forget(database, key) &&
                               put_entry(database, key, value, used) &&
                               put_content(database, value->bytes));
}

static bool touch_all(const Database *database, const GArray *ids, gint64 used)
{
    sqlite3_stmt *statement = prepare(database, TOUCH);
    bool good = statement != NULL;

    for (guint i = 0; good && i < ids->len; i++) {
        sqlite3_bind_int64(statement, 1, g_array_index(ids, gint64, i));
        sqlite3_bind_int64(statement, 2, used);
        good = sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return good;
}

char *database_touch(Database *database, const GArray *ids, gint64 used)
{
    if (ids->len == 0) {
        return NULL;
    }
    if (!run(database, "BEGIN IMMEDIATE")) {
        return last_problem(database);
    }
    return end_transaction(database, touch_all(database, ids, used));
}

static bool get_total(const Database *database, double *ret_total)
{
    sqlite3_stmt *statement = prepare(database, TOTAL);
    bool good = statement && sqlite3_step(statement) == SQLITE_ROW;

    if (good) {
        *ret_total = sqlite3_column_double(statement, 0);
    }
    sqlite3_finalize(statement);
    return good;
}

static GArray *oldest(const Database *database, double surplus)
{
    sqlite3_stmt *statement = prepare(database, OLDEST);
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    while (statement && surplus > 0 && sqlite3_step(statement) == SQLITE_ROW) {
        gint64 id = sqlite3_column_int64(statement, 0);

        g_array_append_val(ids, id);
        surplus -= (double)sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    return ids;
}

static bool drop(const Database *database, const GArray *ids)
{
    static const char *const texts[] = {DROP_ID, DROP};

    for (guint i = 0; i < ids->len; i++) {
        for (guint k = 0; k < G_N_ELEMENTS(texts); k++) {
            sqlite3_stmt *statement = prepare(database, texts[k]);

            if (statement) {
                sqlite3_bind_int64(statement, 1, g_array_index(ids, gint64, i));
            }
            if (!finish(statement)) {
                return false;
            }
        }
    }
    return true;
}

char *database_shrink(Database *database, guint64 enough, guint64 limit)
{
    g_autoptr(GArray) ids = NULL;
    double total = 0;
    bool good;

    if (!run(database, "BEGIN IMMEDIATE")) {
        return last_problem(database);
    }
    good = get_total(database, &total);
    if (good && total > (double)enough) {
        ids = oldest(database, total - (double)limit);
        good = drop(database, ids);
    }
    return end_transaction(database, good);
}
