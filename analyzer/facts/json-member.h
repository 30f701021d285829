/*
 * json-member.h: members of facts from parsed JSON; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/fact-set.h"

#include <json-c/json.h>

/* Where in the document we are, for messages: "$.drivers[3].name". */
typedef struct Place {
    const struct Place *parent; /* NULL for the document */
    const char *name;           /* NULL: an element of a list */
    guint index;
} Place;

/* The document in a file; the caller's. */
json_object *json_load(const char *path, GError **error);

/* Sets `error`: "$.drivers[3].name: expected a string, found a number". */
void json_expected(const Place *place, const char *what, json_object *found,
                   GError **error);

/* All members of `fact` that `object` has; those it lacks stay as they are. */
bool json_read_record(FactSet *facts, const Record *record, json_object *object,
                      void *fact, const Place *place, GError **error);

/* NULL for null; untouched if `object` has no such member. */
bool json_read_text(FactSet *facts, json_object *value, const char **ret_text,
                    const Place *place, GError **error);
