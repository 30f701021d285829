/*
 * One guest as a line of JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/guest-request.h"

#include <json-c/json.h>
#include <string.h>

#define MAX_DEPTH 16

G_DEFINE_QUARK(migcompat - guest - request - error, guest_request_error)

typedef void (*AddSetting)(const char *name, const char *value, void *user);

static void json_object_clear(json_object **object)
{
    json_object_put(*object);
}

/* The whole text as one value of that type; NULL if it is not. */
static json_object *parse_whole(const char *text, json_type type,
                                GError **error)
{
    json_tokener *tokener = json_tokener_new_ex(MAX_DEPTH);
    json_object *object = NULL;
    const char *rest = "";

    json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
    object = json_tokener_parse_ex(tokener, text, -1);
    if (object) {
        rest = text + json_tokener_get_parse_end(tokener);
        rest += strspn(rest, " \t\r\n");
    }
    if (!object || *rest || !json_object_is_type(object, type)) {
        g_set_error(error, GUEST_REQUEST_ERROR, GUEST_REQUEST_ERROR_BROKEN,
                    "not a JSON object: '%.60s'", text);
        json_object_put(object);
        object = NULL;
    }
    json_tokener_free(tokener);
    return object;
}

static char *text_member(json_object *object, const char *name)
{
    json_object *member = NULL;

    return json_object_object_get_ex(object, name, &member) &&
                   json_object_is_type(member, json_type_string)
               ? g_strdup(json_object_get_string(member))
               : NULL;
}

static char **read_args(json_object *list, GError **error)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        json_object *one = json_object_array_get_idx(list, i);

        if (!json_object_is_type(one, json_type_string)) {
            g_set_error(error, GUEST_REQUEST_ERROR, GUEST_REQUEST_ERROR_BROKEN,
                        "an element of 'args' is no string");
            return NULL;
        }
        g_ptr_array_add(args, g_strdup(json_object_get_string(one)));
    }
    g_ptr_array_add(args, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&args), FALSE);
}

GuestRequest *guest_request_parse(const char *line, GError **error)
{
    __attribute__((cleanup(json_object_clear))) json_object *object =
        parse_whole(line, json_type_object, error);
    g_autoptr(GuestRequest) request = g_new0(GuestRequest, 1);
    json_object *args = NULL;

    if (!object) {
        return NULL;
    }
    request->id = text_member(object, "id");
    request->machine = text_member(object, "machine");
    json_object_object_get_ex(object, "args", &args);
    if (args && !json_object_is_type(args, json_type_array)) {
        g_set_error(error, GUEST_REQUEST_ERROR, GUEST_REQUEST_ERROR_BROKEN,
                    "'args' is no list");
        return NULL;
    }
    request->args = read_args(args, error);
    return request->args ? g_steal_pointer(&request) : NULL;
}

void guest_request_free(GuestRequest *request)
{
    if (!request) {
        return;
    }
    g_free(request->id);
    g_free(request->machine);
    g_strfreev(request->args);
    g_free(request);
}

static void add_members(json_object *object, const char *prefix, AddSetting add,
                        void *user)
{
    struct json_object_iterator at = json_object_iter_begin(object);
    struct json_object_iterator end = json_object_iter_end(object);

    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        json_object *value = json_object_iter_peek_value(&at);
        g_autofree char *name =
            g_strconcat(prefix, json_object_iter_peek_name(&at), NULL);

        if (json_object_is_type(value, json_type_object)) {
            g_autofree char *inner = g_strconcat(name, ".", NULL);

            add_members(value, inner, add, user);
        } else if (json_object_is_type(value, json_type_boolean)) {
            add(name, json_object_get_boolean(value) ? "on" : "off", user);
        } else {
            add(name, json_object_get_string(value), user);
        }
    }
}

bool guest_settings_parse(const char *text, AddSetting add, void *user,
                          GError **error)
{
    __attribute__((cleanup(json_object_clear))) json_object *object =
        parse_whole(text, json_type_object, error);

    if (!object) {
        return false;
    }
    add_members(object, "", add, user);
    return true;
}
