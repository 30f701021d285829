/*
 * database-schema.h: opening the file, and its tables; for database.c only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

typedef struct sqlite3 sqlite3;

/* The problem, the caller's; NULL if there is none. *ret_file is to be closed
 * in both cases. */
char *database_schema_open(const char *path, sqlite3 **ret_file);
