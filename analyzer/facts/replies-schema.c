/*
 * The QAPI schema as QEMU tells it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/replies-inside.h"

json_object *reply_member(json_object *object, const char *name)
{
    json_object *value = NULL;

    if (json_object_is_type(object, json_type_object)) {
        json_object_object_get_ex(object, name, &value);
    }
    return value;
}

const char *reply_text(Replies *replies, json_object *object, const char *name)
{
    json_object *value = reply_member(object, name);

    return json_object_is_type(value, json_type_string)
               ? fact_set_text(replies->facts, json_object_get_string(value))
               : NULL;
}

bool reply_truth(json_object *object, const char *name)
{
    return json_object_get_boolean(reply_member(object, name));
}

guint reply_length(json_object *list)
{
    return json_object_is_type(list, json_type_array)
               ? json_object_array_length(list)
               : 0;
}

json_object *reply_element(json_object *list, guint i)
{
    return json_object_array_get_idx(list, i);
}

QapiEntity *reply_add_entity(Replies *replies, const char *name,
                             const char *kind)
{
    QapiEntity *entity = fact_set_add_qapi(replies->facts);

    entity->name = fact_set_text(replies->facts, name);
    entity->kind = fact_set_text(replies->facts, kind);
    return entity;
}

static Names features_of(Replies *replies, json_object *object)
{
    json_object *list = reply_member(object, "features");
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < reply_length(list); i++) {
        g_ptr_array_add(
            names, (gpointer)json_object_get_string(reply_element(list, i)));
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(replies->facts, (const char *const *)names->pdata);
}

static void add_members(Replies *replies, QapiEntity *entity, json_object *list,
                        const char *name, const char *role)
{
    for (guint i = 0; i < reply_length(list); i++) {
        json_object *one = reply_element(list, i);
        QapiMember added = {
            .name =
                json_object_is_type(one, json_type_string)
                    ? fact_set_text(replies->facts, json_object_get_string(one))
                    : reply_text(replies, one, name),
            .type = reply_text(replies, one, "type"),
            .optional = reply_member(one, "default") != NULL ||
                        json_object_object_get_ex(one, "default", NULL),
            .features = features_of(replies, one),
            .role = fact_set_text(replies->facts, role),
        };

        g_array_append_val(entity->members, added);
    }
}

/* An alternate's members have no names, an enumeration has "values" or, since
 * QEMU 6.2, "members" as well. */
static void read_entity(Replies *replies, json_object *one)
{
    const char *kind = reply_text(replies, one, "meta-type");
    const char *name = reply_text(replies, one, "name");
    json_object *members = reply_member(one, "members");
    QapiEntity *entity;

    if (!kind || !name) {
        return;
    }
    entity = reply_add_entity(replies, name, kind);
    entity->base = reply_text(replies, one, "ret-type");
    entity->data = reply_text(replies, one, "arg-type");
    entity->discriminator = reply_text(replies, one, "tag");
    entity->features = features_of(replies, one);
    if (g_str_equal(kind, "array")) {
        entity->base = reply_text(replies, one, "element-type");
    } else if (g_str_equal(kind, "builtin")) {
        entity->base = reply_text(replies, one, "json-type");
    }
    add_members(replies, entity,
                members ? members : reply_member(one, "values"), "name", NULL);
    add_members(replies, entity, reply_member(one, "variants"), "case",
                "branch");
}

void reply_read_schema(Replies *replies, json_object *question,
                       json_object *answer)
{
    (void)question;
    for (guint i = 0; i < reply_length(answer); i++) {
        read_entity(replies, reply_element(answer, i));
    }
}
