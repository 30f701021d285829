/*
 * Lists within facts from parsed JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/json-list.h"

static bool is_list(json_object *value, const Place *place, GError **error)
{
    if (json_object_is_type(value, json_type_array)) {
        return true;
    }
    json_expected(place, "a list", value, error);
    return false;
}

static bool read_texts(FactSet *facts, json_object *value, GPtrArray *texts,
                       const Place *place, GError **error)
{
    guint length;

    if (!is_list(value, place, error)) {
        return false;
    }
    length = json_object_array_length(value);
    for (guint i = 0; i < length; i++) {
        json_object *element = json_object_array_get_idx(value, i);
        Place here = {place, NULL, i};

        if (!json_object_is_type(element, json_type_string)) {
            json_expected(&here, "a string", element, error);
            return false;
        }
        g_ptr_array_add(texts, (gpointer)fact_set_text(
                                   facts, json_object_get_string(element)));
    }
    return true;
}

static bool read_names(FactSet *facts, json_object *value, Names *ret_names,
                       const Place *place, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();

    if (!read_texts(facts, value, texts, place, error)) {
        return false;
    }
    g_ptr_array_add(texts, NULL);
    *ret_names = fact_set_names(facts, (const char *const *)texts->pdata);
    return true;
}

/* The same list may have come from MEMBER_VALUES before: this one knows
 * more. */
static bool read_records(FactSet *facts, const Record *element,
                         json_object *value, GArray *list, const Place *place,
                         GError **error)
{
    guint length;

    if (!is_list(value, place, error)) {
        return false;
    }
    length = json_object_array_length(value);
    g_array_set_size(list, 0);
    g_array_set_size(list, length);
    for (guint i = 0; i < length; i++) {
        Place here = {place, NULL, i};

        if (!json_read_record(facts, element,
                              json_object_array_get_idx(value, i),
                              list->data + i * element->size, &here, error)) {
            return false;
        }
    }
    return true;
}

/* A new last element with that name; returns where its value goes. */
static Value *add_named(const Record *element, GArray *list, const char *name)
{
    char *added;

    g_array_set_size(list, list->len + 1);
    added = list->data + (list->len - 1) * element->size;
    *(const char **)(added + element->name_offset) = name;
    return (Value *)(added + element->value_offset);
}

static bool read_values(FactSet *facts, const Record *element,
                        json_object *value, GArray *list, const Place *place,
                        GError **error)
{
    if (!json_object_is_type(value, json_type_object)) {
        json_expected(place, "an object", value, error);
        return false;
    }
    json_object_object_foreach(value, name, single)
    {
        Place here = {place, name, 0};

        if (!json_read_value(
                facts, single,
                add_named(element, list, fact_set_text(facts, name)), &here,
                error)) {
            return false;
        }
    }
    return true;
}

static bool read_unknown(FactSet *facts, const Record *element,
                         json_object *value, GArray *list, const Place *place,
                         GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    if (!read_texts(facts, value, names, place, error)) {
        return false;
    }
    for (guint i = 0; i < names->len; i++) {
        *add_named(element, list, names->pdata[i]) = value_unknown();
    }
    return true;
}

bool json_read_list(FactSet *facts, const Member *member, json_object *value,
                    void *fact, const Place *place, GError **error)
{
    void *list = member_pointer(member, fact);

    switch (member->kind) {
    case MEMBER_KNOWN:
        if (!value) {
            return true;
        }
        return read_names(facts, value, member_slot(member, fact), place,
                          error);
    case MEMBER_NAMES:
    case MEMBER_CHOSEN:
    case MEMBER_TARGETS:
        return read_names(facts, value, member_slot(member, fact), place,
                          error);
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        return read_texts(facts, value, list, place, error);
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
        return read_records(facts, member->element, value, list, place, error);
    case MEMBER_VALUES:
        return read_values(facts, member->element, value, list, place, error);
    case MEMBER_UNKNOWN:
        return read_unknown(facts, member->element, value, list, place, error);
    default:
        g_assert_not_reached();
    }
}
