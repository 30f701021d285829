/*
 * json.h: a FactSet as JSON, schema "migcompat.facts/1", and back.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

#include <stdio.h>

/* Expects a sorted set. false and `error` if writing fails (full disk). */
bool facts_json_write(const FactSet *facts, FILE *out, GError **error);

/* Reads what facts_json_write wrote. Unknown fields are passed over; another
 * schema, broken JSON or a wrong type is an error that names the place. */
FactSet *facts_json_read(const char *path, GError **error);
