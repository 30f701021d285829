/*
 * The QAPI schema: its entities as facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

/* A base of a base of ... ; the parser reports circles. */
#define MAX_BASES 32

static const char *const kind_names[] = {
    [QAPI_ENUM] = "enum",       [QAPI_STRUCT] = "struct",
    [QAPI_UNION] = "union",     [QAPI_ALTERNATE] = "alternate",
    [QAPI_COMMAND] = "command", [QAPI_EVENT] = "event",
};

static Names feature_names(ExtractContext *context, const GPtrArray *features)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < features->len; i++) {
        g_ptr_array_add(names, g_ptr_array_index(features, i));
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(context->facts, (const char *const *)names->pdata);
}

static void add_members(ExtractContext *context, const GPtrArray *members,
                        const char *role, QapiEntity *entity)
{
    for (guint i = 0; i < members->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(members, i);
        QapiMember fact = {
            .name = fact_set_text(context->facts, member->name),
            .type = fact_set_text(context->facts, member->type),
            .optional = member->optional,
            .when = fact_set_text(context->facts, member->when),
            .features = feature_names(context, member->features),
            .role = fact_set_text(context->facts, role),
        };

        g_array_append_val(entity->members, fact);
    }
}

/* Arguments that are a named structure: its members, bases first. */
static void add_data_members(ExtractContext *context, const char *type,
                             guint depth, QapiEntity *entity)
{
    const QapiSchemaEntity *data =
        qapi_schema_find(context->tree->schema, type);

    if (!data || depth == MAX_BASES) {
        return;
    }
    add_data_members(context, data->base, depth + 1, entity);
    add_members(context, data->common, NULL, entity);
    if (data->kind == QAPI_STRUCT) {
        add_members(context, data->members, NULL, entity);
    }
}

static void add_entity(ExtractContext *context,
                       const QapiSchemaEntity *schema_entity)
{
    FactSet *facts = context->facts;
    QapiEntity *entity = fact_set_add_qapi(facts);

    entity->name = fact_set_text(facts, schema_entity->name);
    entity->kind = fact_set_text(facts, kind_names[schema_entity->kind]);
    entity->base = fact_set_text(facts, schema_entity->kind == QAPI_COMMAND
                                            ? schema_entity->returns
                                            : schema_entity->base);
    entity->data = fact_set_text(facts, schema_entity->data_type);
    entity->discriminator = fact_set_text(facts, schema_entity->discriminator);
    entity->when = fact_set_text(facts, schema_entity->when);
    entity->features = feature_names(context, schema_entity->features);
    entity->location = extract_location(context, schema_entity->location.file,
                                        schema_entity->location.line);
    add_data_members(context, schema_entity->data_type, 0, entity);
    add_members(context, schema_entity->common, NULL, entity);
    add_members(context, schema_entity->members,
                schema_entity->kind == QAPI_UNION ? "branch" : NULL, entity);
}

void extract_qemu_qapi(ExtractContext *context)
{
    const QapiSchema *schema = context->tree->schema;

    if (!schema) {
        extract_gap(context, "qapi", NULL, "the tree has no QAPI schema", NULL,
                    0);
        return;
    }
    for (guint i = 0; i < schema->problems->len; i++) {
        const QapiSchemaProblem *problem =
            g_ptr_array_index(schema->problems, i);

        extract_gap(context, "qapi", NULL, problem->reason,
                    problem->location.file, problem->location.line);
    }
    for (guint i = 0; i < schema->entities->len; i++) {
        add_entity(context, g_ptr_array_index(schema->entities, i));
    }
}
