/*
 * json.h: a FactSet as JSON, schema "migcompat.facts/1", and back.
 *
 * The document has one line for each fact and one for each element of its
 * lists, so that two of them can be compared by line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

#include <stdio.h>

#define FACTS_SCHEMA "migcompat.facts/1"

typedef enum FactsError {
    FACTS_ERROR_FILE,   /* cannot be read or written */
    FACTS_ERROR_SYNTAX, /* no JSON, or cut off */
    FACTS_ERROR_SCHEMA, /* JSON, but no facts of this schema */
} FactsError;

#define FACTS_ERROR facts_error_quark()
GQuark facts_error_quark(void);

/* Expects a sorted set. false and `error` if writing fails (full disk). */
bool facts_json_write(const FactSet *facts, FILE *out, GError **error);

/* Reads what facts_json_write wrote. Unknown fields are passed over; another
 * schema, broken JSON or a wrong type is an error that names the place. The
 * set is sorted. */
FactSet *facts_json_read(const char *path, GError **error);
