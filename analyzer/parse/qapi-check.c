/*
 * Do the names in a QAPI schema refer to something?
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi-expression.h"

/* '**' was 'any' until 2.4 (commit 28770e057f). */
static const char *const builtin_types[] = {
    "str",   "int",   "number", "bool",   "int8",   "int16",
    "int32", "int64", "uint8",  "uint16", "uint32", "uint64",
    "size",  "any",   "null",   "**",     "QType",  NULL};

static bool is_type(const QapiSchema *schema, const char *name)
{
    g_autofree char *element = qapi_schema_list_element(name);
    const QapiSchemaEntity *entity;

    name = element ? element : name;
    if (g_strv_contains(builtin_types, name)) {
        return true;
    }
    entity = qapi_schema_find(schema, name);
    return entity && entity->kind != QAPI_COMMAND && entity->kind != QAPI_EVENT;
}

static void check_type(QapiSchema *schema, const QapiSchemaEntity *entity,
                       const char *name)
{
    g_autofree char *reason = NULL;

    if (!name || is_type(schema, name)) {
        return;
    }
    reason =
        g_strdup_printf("'%s' uses the unknown type '%s'", entity->name, name);
    qapi_schema_add_problem(schema, &entity->location, reason);
}

static void check_members(QapiSchema *schema, const QapiSchemaEntity *entity,
                          const GPtrArray *members)
{
    for (guint i = 0; i < members->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(members, i);

        check_type(schema, entity, member->type);
    }
}

/* Two steps for one: they meet if the bases go round in a circle. */
static bool is_own_base(const QapiSchema *schema,
                        const QapiSchemaEntity *entity)
{
    const QapiSchemaEntity *slow = entity;
    const QapiSchemaEntity *fast = entity;

    do {
        slow = qapi_schema_find(schema, slow->base);
        fast = qapi_schema_find(schema, fast->base);
        fast = fast ? qapi_schema_find(schema, fast->base) : NULL;
    } while (fast && fast != slow);
    return fast != NULL;
}

void qapi_check_references(QapiSchema *schema)
{
    for (guint i = 0; i < schema->entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(schema->entities, i);

        if (entity->has_no_code) {
            continue; /* until 2.4 such commands named no real types */
        }
        check_members(schema, entity, entity->members);
        check_members(schema, entity, entity->common);
        check_type(schema, entity, entity->base);
        check_type(schema, entity, entity->data_type);
        check_type(schema, entity, entity->returns);
        if (is_own_base(schema, entity)) {
            g_autofree char *reason =
                g_strdup_printf("'%s' is its own base", entity->name);

            qapi_schema_add_problem(schema, &entity->location, reason);
        }
    }
}
