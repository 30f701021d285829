/*
 * Members of facts from parsed JSON: texts, numbers, values, names, places.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/json-member.h"

#include "facts/json-list.h"
#include "facts/json.h"

static const char *type_text(json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_null:
        return "null";
    case json_type_boolean:
        return "a boolean";
    case json_type_double:
        return "a broken number";
    case json_type_int:
        return "a number";
    case json_type_object:
        return "an object";
    case json_type_array:
        return "a list";
    case json_type_string:
        return "a string";
    }
    return "something else";
}

static void append_place(GString *text, const Place *place)
{
    if (!place) {
        g_string_append_c(text, '$');
        return;
    }
    append_place(text, place->parent);
    if (place->name) {
        g_string_append_printf(text, ".%s", place->name);
    } else {
        g_string_append_printf(text, "[%u]", place->index);
    }
}

void json_expected(const Place *place, const char *what, json_object *found,
                   GError **error)
{
    GString *text = g_string_new(NULL);

    append_place(text, place);
    g_set_error(error, FACTS_ERROR, FACTS_ERROR_SCHEMA,
                "%s: expected %s, found %s", text->str, what, type_text(found));
    g_string_free(text, TRUE);
}

bool json_read_text(FactSet *facts, json_object *value, const char **ret_text,
                    const Place *place, GError **error)
{
    if (value && !json_object_is_type(value, json_type_string)) {
        json_expected(place, "a string", value, error);
        return false;
    }
    *ret_text =
        value ? fact_set_text(facts, json_object_get_string(value)) : NULL;
    return true;
}

static bool read_boolean(json_object *value, bool *ret_boolean,
                         const Place *place, GError **error)
{
    if (!json_object_is_type(value, json_type_boolean)) {
        json_expected(place, "a boolean", value, error);
        return false;
    }
    *ret_boolean = json_object_get_boolean(value);
    return true;
}

static bool read_number(json_object *value, gint64 *ret_number,
                        const Place *place, GError **error)
{
    if (!json_object_is_type(value, json_type_int)) {
        json_expected(place, "a number", value, error);
        return false;
    }
    *ret_number = json_object_get_int64(value);
    return true;
}

static bool read_length(json_object *value, gint64 *ret_length,
                        const Place *place, GError **error)
{
    if (!value) {
        *ret_length = -1;
        return true;
    }
    return read_number(value, ret_length, place, error);
}

/* json-c clamps what does not fit. */
static bool read_count(json_object *value, guint *ret_count, const Place *place,
                       GError **error)
{
    gint64 number;

    if (!read_number(value, &number, place, error)) {
        return false;
    }
    if (number < 0 || number > G_MAXUINT) {
        json_expected(place, "a count", value, error);
        return false;
    }
    *ret_count = (guint)number;
    return true;
}

bool json_read_value(FactSet *facts, json_object *value, Value *ret_value,
                     const Place *place, GError **error)
{
    switch (json_object_get_type(value)) {
    case json_type_null:
        *ret_value = value_none();
        return true;
    case json_type_boolean:
        *ret_value = value_boolean(json_object_get_boolean(value));
        return true;
    case json_type_int:
        *ret_value = json_object_get_int64(value) == G_MAXINT64
                         ? value_unsigned(json_object_get_uint64(value))
                         : value_number(json_object_get_int64(value));
        return true;
    case json_type_string:
        *ret_value =
            value_string(fact_set_text(facts, json_object_get_string(value)));
        return true;
    default:
        json_expected(place, "a plain value", value, error);
        return false;
    }
}

/* {} and null are no place. */
static bool read_location(FactSet *facts, json_object *value,
                          Location *ret_location, const Place *place,
                          GError **error)
{
    Place file = {place, "file", 0};
    Place line = {place, "line", 0};
    Location location = {0};
    json_object *part;

    if (value && !json_object_is_type(value, json_type_object)) {
        json_expected(place, "a location", value, error);
        return false;
    }
    if (value && json_object_object_get_ex(value, "file", &part) &&
        !json_read_text(facts, part, &location.file, &file, error)) {
        return false;
    }
    if (value && json_object_object_get_ex(value, "line", &part) &&
        !read_count(part, &location.line, &line, error)) {
        return false;
    }
    *ret_location = location;
    return true;
}

static bool read_member(FactSet *facts, const Member *member,
                        json_object *value, void *fact, const Place *place,
                        GError **error)
{
    void *slot = member_slot(member, fact);

    switch (member->kind) {
    case MEMBER_TEXT:
    case MEMBER_GIVEN:
        return json_read_text(facts, value, slot, place, error);
    case MEMBER_BOOLEAN:
        return read_boolean(value, slot, place, error);
    case MEMBER_NUMBER:
    case MEMBER_MASK:
        return read_number(value, slot, place, error);
    case MEMBER_LENGTH:
        return read_length(value, slot, place, error);
    case MEMBER_COUNT:
        return read_count(value, slot, place, error);
    case MEMBER_VALUE:
        return json_read_value(facts, value, slot, place, error);
    case MEMBER_LOCATION:
        return read_location(facts, value, slot, place, error);
    case MEMBER_OBJECT:
        return json_read_record(facts, member->element, value, slot, place,
                                error);
    default:
        return json_read_list(facts, member, value, fact, place, error);
    }
}

bool json_read_record(FactSet *facts, const Record *record, json_object *object,
                      void *fact, const Place *place, GError **error)
{
    if (!json_object_is_type(object, json_type_object)) {
        json_expected(place, "an object", object, error);
        return false;
    }
    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];
        Place here = {place, member->name, 0};
        json_object *value;

        if (json_object_object_get_ex(object, member->name, &value) &&
            !read_member(facts, member, value, fact, &here, error)) {
            return false;
        }
    }
    return true;
}
