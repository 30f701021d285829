/*
 * json-piece.h: pieces of JSON that several writers share.
 *
 * Objects belong to the caller until they are added to another or appended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <json-c/json.h>

/* Bytes of a tree that are no UTF-8 become U+FFFD. NULL is null. */
json_object *json_piece_text(const char *text);

/* Adds the text; nothing if it is NULL. */
void json_piece_add(json_object *object, const char *name, const char *text);

json_object *json_piece_names(const GPtrArray *names);

/* On one line. Takes the object over. */
void json_piece_append(GString *out, json_object *object);
