/*
 * Opening the database: is it ours, can it be written, has it its tables?
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/database-schema.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>

/* "MIGC" says that a file is ours. The version is raised when the tables
 * change: those of an older one are thrown away, it is but a cache. */
#define APPLICATION_ID 1296648003
#define SCHEMA_VERSION 1

enum {
    BUSY_MS = 5000,
    /* Changing to a log needs the file for oneself. */
    LOG_TRIALS = 20,
    LOG_PAUSE_US = 50000
};

#define TO_TEXT_(number) #number
#define TO_TEXT(number)  TO_TEXT_(number)

#define TABLES                                                                 \
    "DROP TABLE IF EXISTS entry; DROP TABLE IF EXISTS content; "               \
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, "    \
    "checksum INTEGER NOT NULL, length INTEGER NOT NULL, "                     \
    "used INTEGER NOT NULL, size INTEGER NOT NULL); "                          \
    "CREATE INDEX entry_used ON entry(used); "                                 \
    "CREATE TABLE content(id INTEGER PRIMARY KEY, value BLOB NOT NULL); "      \
    "PRAGMA application_id = " TO_TEXT(                                        \
        APPLICATION_ID) "; "                                                   \
                        "PRAGMA user_version = " TO_TEXT(SCHEMA_VERSION)

/* A transaction that is lost with the power is no loss; the file stays
 * whole. Values are large: so are pages. */
#define SETTINGS                                                               \
    "PRAGMA trusted_schema = OFF; PRAGMA synchronous = NORMAL; "               \
    "PRAGMA page_size = 16384; PRAGMA cache_size = -32768; "                   \
    "PRAGMA wal_autocheckpoint = 2000; "                                       \
    "PRAGMA journal_size_limit = 67108864"

static char *last_problem(sqlite3 *file)
{
    return g_strdup(sqlite3_errmsg(file));
}

static bool ask(sqlite3 *file, const char *text, gint64 *ret_number)
{
    sqlite3_stmt *statement = NULL;
    bool good =
        sqlite3_prepare_v2(file, text, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW;

    if (good) {
        *ret_number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return good;
}

static bool run(sqlite3 *file, const char *text)
{
    return sqlite3_exec(file, text, NULL, NULL, NULL) == SQLITE_OK;
}

static bool use_log(sqlite3 *file)
{
    for (guint i = 0; i < LOG_TRIALS; i++) {
        if (run(file, "PRAGMA journal_mode = WAL")) {
            return true;
        }
        if (sqlite3_errcode(file) != SQLITE_BUSY) {
            return false;
        }
        g_usleep(LOG_PAUSE_US);
    }
    return false;
}

/* Changes nothing: the file may be somebody else's. */
static char *look(sqlite3 *file, bool *ret_has_tables)
{
    gint64 n_tables = 0;
    gint64 application = 0;
    gint64 version = 0;

    if (!ask(file, "SELECT count(*) FROM sqlite_master", &n_tables) ||
        !ask(file, "PRAGMA application_id", &application) ||
        !ask(file, "PRAGMA user_version", &version)) {
        return last_problem(file);
    }
    if (application != APPLICATION_ID && (n_tables > 0 || application != 0)) {
        return g_strdup("the file is another program's");
    }
    if (version > SCHEMA_VERSION) {
        return g_strdup("a newer version of this program made it");
    }
    *ret_has_tables = version == SCHEMA_VERSION;
    return NULL;
}

/* Another process may have made the tables by now. */
static char *make_tables(sqlite3 *file)
{
    bool has_tables = false;
    char *problem;

    if (!use_log(file) || !run(file, "BEGIN IMMEDIATE")) {
        return last_problem(file);
    }
    problem = look(file, &has_tables);
    if (!problem && !has_tables && !run(file, TABLES)) {
        problem = last_problem(file);
    }
    if (!problem && !run(file, "COMMIT")) {
        problem = last_problem(file);
    }
    if (problem) {
        run(file, "ROLLBACK");
    }
    return problem;
}

char *database_schema_open(const char *path, sqlite3 **ret_file)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    bool has_tables = false;
    char *problem;

    if (sqlite3_open_v2(path, ret_file, flags, NULL) != SQLITE_OK) {
        return g_strdup(*ret_file ? sqlite3_errmsg(*ret_file)
                                  : "out of memory");
    }
    sqlite3_busy_timeout(*ret_file, BUSY_MS);
    if (sqlite3_db_readonly(*ret_file, "main") == 1) {
        return g_strdup("the file is read-only");
    }
    if (!run(*ret_file, SETTINGS)) {
        return last_problem(*ret_file);
    }
    problem = look(*ret_file, &has_tables);
    return problem || has_tables ? problem : make_tables(*ret_file);
}
