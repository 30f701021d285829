/*
 * qapi.h: reads a QAPI schema as it is written, in any of its dialects.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/schema.h"

/* The text of a file, newly allocated; NULL if there is none. Paths are
 * relative to the top of the tree. */
typedef char *(*QapiReader)(const char *path, void *user);

/*
 * Reads `main_path` and all it includes. Never fails: what cannot be read is
 * among the schema's problems, and reading goes on at the next expression.
 */
QapiSchema *qapi_schema_parse(const char *main_path, QapiReader reader,
                              void *user);

/* "qapi/qapi-schema.json" -> "qapi-schema"; newly allocated. The main file's
 * module is called "". */
char *qapi_module_name(const char *path);
