/*
 * Expressions of a QAPI schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi-expression.h"

#include <string.h>

/* What an expression defines. `type` became `struct` in QEMU 2.4 (commit
 * 3e391d3556). */
typedef struct MetaType {
    const char *key;
    QapiKind kind;
    const char *keys; /* space-separated: what else may stand in it */
} MetaType;

static const MetaType meta_types[] = {
    {"enum", QAPI_ENUM, "data prefix if features"},
    {"struct", QAPI_STRUCT, "data base if features"},
    {"type", QAPI_STRUCT, "data base if features gen"},
    {"union", QAPI_UNION, "data base discriminator if features"},
    {"alternate", QAPI_ALTERNATE, "data if features"},
    {"command", QAPI_COMMAND,
     "data returns gen boxed success-response allow-oob allow-preconfig "
     "coroutine if features"},
    {"event", QAPI_EVENT, "data boxed if features"},
};

typedef struct Definition {
    const QapiPlace *place;
    QapiSchemaEntity *entity;
    const QapiValue *expression;
} Definition;

void qapi_complain(const QapiPlace *place, guint line, const char *format, ...)
{
    Location location = {place->file, line};
    g_autofree char *reason = NULL;
    va_list args;

    va_start(args, format);
    reason = g_strdup_vprintf(format, args);
    va_end(args);
    qapi_schema_add_problem(place->schema, &location, reason);
}

static bool is_among(const char *words, const char *word)
{
    g_auto(GStrv) list = g_strsplit(words, " ", -1);

    return g_strv_contains((const char *const *)list, word);
}

static void check_keys(const Definition *definition, const QapiValue *object,
                       const char *allowed)
{
    for (guint i = 0; i < object->keys->len; i++) {
        const char *key = g_ptr_array_index(object->keys, i);
        const QapiValue *value = g_ptr_array_index(object->items, i);

        if (!is_among(allowed, key)) {
            qapi_complain(definition->place, value->line,
                          "'%s' has the unknown key '%s'",
                          definition->entity->name, key);
        }
    }
}

static char *read_condition(const Definition *definition,
                            const QapiValue *object)
{
    const QapiValue *value = qapi_value_get(object, "if");
    char *text = value ? qapi_condition_text(value) : NULL;

    if (value && !text) {
        qapi_complain(definition->place, value->line,
                      "'%s' has a condition that is none",
                      definition->entity->name);
    }
    return text;
}

static void read_features(const Definition *definition, const QapiValue *object,
                          GPtrArray *features)
{
    const QapiValue *list = qapi_value_get(object, "features");

    if (list && list->kind != QAPI_VALUE_LIST) {
        qapi_complain(definition->place, list->line,
                      "'%s' has features that are no list",
                      definition->entity->name);
        return;
    }
    for (guint i = 0; list && i < list->items->len; i++) {
        const QapiValue *item = g_ptr_array_index(list->items, i);
        const char *name = qapi_value_string(item);

        if (!name) {
            name = qapi_value_string(qapi_value_get(item, "name"));
        }
        if (name) {
            g_ptr_array_add(features, g_strdup(name));
        } else {
            qapi_complain(definition->place, item->line,
                          "'%s' has a feature without a name",
                          definition->entity->name);
        }
    }
}

/* "X" or "[X]"; NULL if it is no type's name. */
static char *type_name(const QapiValue *value)
{
    const char *name = qapi_value_string(value);

    if (name) {
        return g_strdup(name);
    }
    if (!value || value->kind != QAPI_VALUE_LIST || value->items->len != 1) {
        return NULL;
    }
    name = qapi_value_string(g_ptr_array_index(value->items, 0));
    return name ? g_strdup_printf("[%s]", name) : NULL;
}

static void read_members(const Definition *definition, const QapiValue *object,
                         GPtrArray *members);

/* A struct inside a struct, which QEMU had until 2.3 (commit 6b5abc7df7). */
static char *read_nested(const Definition *definition, const char *name,
                         const QapiValue *value)
{
    const QapiPlace *place = definition->place;
    g_autofree char *full =
        g_strdup_printf("%s.%s", definition->entity->name, name);
    Definition nested = *definition;

    nested.entity = qapi_schema_add(place->schema, QAPI_STRUCT, full);
    nested.entity->is_nested = true;
    nested.entity->module = g_strdup(place->module);
    nested.entity->location = (Location){place->file, value->line};
    read_members(&nested, value, nested.entity->members);
    return g_steal_pointer(&full);
}

/* {'type': ..., 'if': ..., 'features': ...}, not a struct of its own. */
static bool is_long_form(const QapiValue *value)
{
    if (!qapi_value_get(value, "type")) {
        return false;
    }
    for (guint i = 0; i < value->keys->len; i++) {
        if (!is_among("type if features", g_ptr_array_index(value->keys, i))) {
            return false;
        }
    }
    return true;
}

static void read_member(const Definition *definition, const char *key,
                        const QapiValue *value, GPtrArray *members)
{
    bool optional = *key == '*';
    QapiSchemaMember *member = qapi_schema_member_new(key + optional);

    member->optional = optional;
    g_ptr_array_add(members, member);
    if (value->kind != QAPI_VALUE_OBJECT) {
        member->type = type_name(value);
    } else if (is_long_form(value)) {
        member->type = type_name(qapi_value_get(value, "type"));
        member->when = read_condition(definition, value);
        read_features(definition, value, member->features);
    } else {
        member->type = read_nested(definition, member->name, value);
    }
    if (!member->type) {
        qapi_complain(definition->place, value->line,
                      "member '%s' of '%s' has no type", member->name,
                      definition->entity->name);
    }
}

static void read_members(const Definition *definition, const QapiValue *object,
                         GPtrArray *members)
{
    for (guint i = 0; i < object->keys->len; i++) {
        read_member(definition, g_ptr_array_index(object->keys, i),
                    g_ptr_array_index(object->items, i), members);
    }
}

static void read_enum_value(const Definition *definition,
                            const QapiValue *value)
{
    const char *name = qapi_value_string(value);
    QapiSchemaMember *member;

    if (!name) {
        name = qapi_value_string(qapi_value_get(value, "name"));
    }
    if (!name) {
        qapi_complain(definition->place, value->line,
                      "'%s' has a value without a name",
                      definition->entity->name);
        return;
    }
    member = qapi_schema_member_new(name);
    g_ptr_array_add(definition->entity->members, member);
    if (value->kind == QAPI_VALUE_OBJECT) {
        check_keys(definition, value, "name if features");
        member->when = read_condition(definition, value);
        read_features(definition, value, member->features);
    }
}

static void read_enum(const Definition *definition, const QapiValue *data)
{
    if (!data || data->kind != QAPI_VALUE_LIST) {
        qapi_complain(definition->place, definition->expression->line,
                      "enum '%s' has no list of values",
                      definition->entity->name);
        return;
    }
    for (guint i = 0; i < data->items->len; i++) {
        read_enum_value(definition, g_ptr_array_index(data->items, i));
    }
}

static void read_data(const Definition *definition, const QapiValue *data)
{
    QapiSchemaEntity *entity = definition->entity;
    bool is_call = entity->kind == QAPI_COMMAND || entity->kind == QAPI_EVENT;

    if (entity->kind == QAPI_ENUM) {
        read_enum(definition, data);
    } else if (data && data->kind == QAPI_VALUE_OBJECT) {
        read_members(definition, data, entity->members);
    } else if (is_call && data && data->kind == QAPI_VALUE_STRING) {
        entity->data_type = g_strdup(data->string);
    } else if (!is_call || data) {
        qapi_complain(definition->place, definition->expression->line,
                      "'%s' has no members", entity->name);
    }
}

static void read_base(const Definition *definition)
{
    const QapiValue *base = qapi_value_get(definition->expression, "base");

    if (!base) {
        return;
    }
    if (base->kind == QAPI_VALUE_OBJECT) {
        read_members(definition, base, definition->entity->common);
    } else if (base->kind == QAPI_VALUE_STRING) {
        definition->entity->base = g_strdup(base->string);
    } else {
        qapi_complain(definition->place, base->line,
                      "'%s' has a base that is no type",
                      definition->entity->name);
    }
}

static void read_returns(const Definition *definition)
{
    const QapiValue *value = qapi_value_get(definition->expression, "returns");
    QapiSchemaEntity *entity = definition->entity;

    if (!value) {
        return;
    }
    entity->returns = value->kind == QAPI_VALUE_OBJECT
                          ? read_nested(definition, "return", value)
                          : type_name(value);
    if (!entity->returns) {
        qapi_complain(definition->place, value->line,
                      "'%s' returns what is no type", entity->name);
    }
}

/* An empty object for 'discriminator' made a union an alternate until 2.3
 * (commit ab916faddd). */
static QapiKind kind_of(const MetaType *meta, const QapiValue *expression)
{
    const QapiValue *discriminator =
        qapi_value_get(expression, "discriminator");

    if (meta->kind == QAPI_UNION && discriminator &&
        discriminator->kind == QAPI_VALUE_OBJECT) {
        return QAPI_ALTERNATE;
    }
    return meta->kind;
}

static bool is_off(const QapiValue *value)
{
    return value && ((value->kind == QAPI_VALUE_BOOLEAN && !value->boolean) ||
                     g_strcmp0(qapi_value_string(value), "no") == 0);
}

static void read_definition(const Definition *definition)
{
    const QapiValue *expression = definition->expression;
    QapiSchemaEntity *entity = definition->entity;
    const QapiValue *boxed = qapi_value_get(expression, "boxed");

    entity->module = g_strdup(definition->place->module);
    entity->location = (Location){definition->place->file, expression->line};
    entity->when = read_condition(definition, expression);
    read_features(definition, expression, entity->features);
    read_base(definition);
    entity->discriminator = g_strdup(
        qapi_value_string(qapi_value_get(expression, "discriminator")));
    entity->prefix =
        g_strdup(qapi_value_string(qapi_value_get(expression, "prefix")));
    entity->is_boxed = boxed && boxed->boolean;
    entity->has_no_code = is_off(qapi_value_get(expression, "gen"));
    read_returns(definition);
    read_data(definition, qapi_value_get(expression, "data"));
}

static const MetaType *find_meta_type(const QapiValue *expression)
{
    for (guint i = 0; i < G_N_ELEMENTS(meta_types); i++) {
        if (qapi_value_get(expression, meta_types[i].key)) {
            return &meta_types[i];
        }
    }
    return NULL;
}

void qapi_expression_read(const QapiPlace *place, const QapiValue *expression)
{
    const MetaType *meta = find_meta_type(expression);
    Definition definition = {.place = place, .expression = expression};
    g_autofree char *keys = NULL;
    const char *name;

    if (!meta) {
        qapi_complain(place, expression->line, "expression of unknown kind");
        return;
    }
    name = qapi_value_string(qapi_value_get(expression, meta->key));
    if (!name || !*name) {
        qapi_complain(place, expression->line, "%s without a name", meta->key);
        return;
    }
    if (qapi_schema_find(place->schema, name)) {
        qapi_complain(place, expression->line, "'%s' is defined twice", name);
    }
    definition.entity =
        qapi_schema_add(place->schema, kind_of(meta, expression), name);
    keys = g_strconcat(meta->key, " ", meta->keys, NULL);
    check_keys(&definition, expression, keys);
    read_definition(&definition);
}
