/*
 * The QAPI schema's owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/schema.h"

#include <string.h>

static void free_entity(gpointer data)
{
    QapiSchemaEntity *entity = data;

    g_free(entity->name);
    g_free(entity->module);
    g_free(entity->when);
    g_ptr_array_unref(entity->features);
    g_ptr_array_unref(entity->members);
    g_ptr_array_unref(entity->common);
    g_free(entity->base);
    g_free(entity->discriminator);
    g_free(entity->data_type);
    g_free(entity->returns);
    g_free(entity->prefix);
    g_free(entity);
}

static void free_member(gpointer member)
{
    qapi_schema_member_free(member);
}

static void free_include(gpointer data)
{
    QapiSchemaInclude *include = data;

    g_free(include->module);
    g_free(include->included);
    g_free(include);
}

static void free_problem(gpointer data)
{
    QapiSchemaProblem *problem = data;

    g_free(problem->reason);
    g_free(problem);
}

QapiSchema *qapi_schema_new(void)
{
    QapiSchema *schema = g_new0(QapiSchema, 1);

    schema->entities = g_ptr_array_new_with_free_func(free_entity);
    schema->modules = g_ptr_array_new_with_free_func(g_free);
    schema->includes = g_ptr_array_new_with_free_func(free_include);
    schema->problems = g_ptr_array_new_with_free_func(free_problem);
    schema->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    schema->files = g_string_chunk_new(1024);
    return schema;
}

void qapi_schema_free(QapiSchema *schema)
{
    if (!schema) {
        return;
    }
    g_hash_table_unref(schema->by_name);
    g_ptr_array_unref(schema->entities);
    g_ptr_array_unref(schema->modules);
    g_ptr_array_unref(schema->includes);
    g_ptr_array_unref(schema->problems);
    g_string_chunk_free(schema->files);
    g_free(schema);
}

QapiSchemaEntity *qapi_schema_add(QapiSchema *schema, QapiKind kind,
                                  const char *name)
{
    QapiSchemaEntity *entity = g_new0(QapiSchemaEntity, 1);

    entity->kind = kind;
    entity->name = g_strdup(name);
    entity->features = g_ptr_array_new_with_free_func(g_free);
    entity->members = g_ptr_array_new_with_free_func(free_member);
    entity->common = g_ptr_array_new_with_free_func(free_member);
    g_ptr_array_add(schema->entities, entity);
    if (!g_hash_table_contains(schema->by_name, entity->name)) {
        g_hash_table_insert(schema->by_name, entity->name, entity);
    }
    return entity;
}

const QapiSchemaEntity *qapi_schema_find(const QapiSchema *schema,
                                         const char *name)
{
    return name ? g_hash_table_lookup(schema->by_name, name) : NULL;
}

QapiSchemaMember *qapi_schema_member_new(const char *name)
{
    QapiSchemaMember *member = g_new0(QapiSchemaMember, 1);

    member->name = g_strdup(name);
    member->features = g_ptr_array_new_with_free_func(g_free);
    return member;
}

void qapi_schema_member_free(QapiSchemaMember *member)
{
    if (!member) {
        return;
    }
    g_free(member->name);
    g_free(member->type);
    g_free(member->when);
    g_ptr_array_unref(member->features);
    g_free(member);
}

char *qapi_schema_list_element(const char *type)
{
    size_t length = type ? strlen(type) : 0;

    if (length < 2 || type[0] != '[' || type[length - 1] != ']') {
        return NULL;
    }
    return g_strndup(type + 1, length - 2);
}

void qapi_schema_add_problem(QapiSchema *schema, const Location *location,
                             const char *reason)
{
    QapiSchemaProblem *problem = g_new0(QapiSchemaProblem, 1);

    problem->reason = g_strdup(reason);
    problem->location.line = location->line;
    if (location->file) {
        problem->location.file =
            g_string_chunk_insert_const(schema->files, location->file);
    }
    g_ptr_array_add(schema->problems, problem);
}
