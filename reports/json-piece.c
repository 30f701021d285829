/*
 * Pieces of JSON that several writers share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/json-piece.h"

json_object *json_piece_text(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_object_new_string(valid) : NULL;
}

void json_piece_add(json_object *object, const char *name, const char *text)
{
    if (text) {
        json_object_object_add(object, name, json_piece_text(text));
    }
}

json_object *json_piece_names(const GPtrArray *names)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < names->len; i++) {
        json_object_array_add(list,
                              json_piece_text(g_ptr_array_index(names, i)));
    }
    return list;
}

void json_piece_append(GString *out, json_object *object)
{
    g_string_append(out, json_object_to_json_string_ext(
                             object, JSON_C_TO_STRING_SPACED |
                                         JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(object);
}
