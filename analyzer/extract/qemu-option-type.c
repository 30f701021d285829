/*
 * The keys of an option whose argument is of a QAPI type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-option.h"

/* Structures inside structures; bases of bases. */
#define MAX_DEPTH 4
#define MAX_BASES 32

typedef struct KeyWriter {
    ExtractContext *context;
    GHashTable *seen; /* keys, interned */
    GPtrArray *keys;
} KeyWriter;

static bool is_structured(const QapiSchemaEntity *entity)
{
    return entity &&
           (entity->kind == QAPI_STRUCT || entity->kind == QAPI_UNION);
}

static bool has_c_name(const char *name, const char *c_name)
{
    while (*name &&
           (*name == *c_name || (!g_ascii_isalnum(*name) && *c_name == '_'))) {
        name++;
        c_name++;
    }
    return *name == '\0' && *c_name == '\0';
}

const QapiSchemaEntity *option_type_find(const QapiSchema *schema,
                                         const char *c_name)
{
    const QapiSchemaEntity *entity =
        schema ? qapi_schema_find(schema, c_name) : NULL;

    for (guint i = 0; schema && !entity && i < schema->entities->len; i++) {
        const QapiSchemaEntity *other = g_ptr_array_index(schema->entities, i);

        if (has_c_name(other->name, c_name)) {
            entity = other;
        }
    }
    return is_structured(entity) ? entity : NULL;
}

static void add_key(const KeyWriter *writer, const char *prefix,
                    const char *name)
{
    g_autofree char *full = g_strconcat(prefix, name, NULL);
    const char *key = fact_set_text(writer->context->facts, full);

    if (g_hash_table_add(writer->seen, (char *)key)) {
        g_ptr_array_add(writer->keys, (char *)key);
    }
}

static void add_struct(const KeyWriter *writer, const QapiSchemaEntity *entity,
                       const char *prefix, guint depth);
static void add_branches(const KeyWriter *writer,
                         const QapiSchemaEntity *entity);

/* -netdev until 2.7: a simple union inside a structure, which the options'
 * visitor does not tell from the structure itself. */
static bool is_flattened(const QapiSchemaEntity *type, guint depth)
{
    return type && depth == 0 && type->kind == QAPI_UNION &&
           !type->discriminator;
}

static void add_members(const KeyWriter *writer, const GPtrArray *members,
                        const char *prefix, guint depth)
{
    const QapiSchema *schema = writer->context->tree->schema;

    for (guint i = 0; i < members->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(members, i);
        const QapiSchemaEntity *type =
            member->type ? qapi_schema_find(schema, member->type) : NULL;
        g_autofree char *inner = g_strconcat(prefix, member->name, ".", NULL);

        add_key(writer, prefix, member->name);
        if (is_flattened(type, depth)) {
            add_branches(writer, type);
        }
        if (type && type->kind == QAPI_STRUCT && depth < MAX_DEPTH) {
            add_struct(writer, type, inner, depth + 1);
        }
    }
}

/* Members of the bases, then the entity's own; not the branches. */
static void add_struct(const KeyWriter *writer, const QapiSchemaEntity *entity,
                       const char *prefix, guint depth)
{
    const QapiSchema *schema = writer->context->tree->schema;

    for (guint i = 0; entity && i < MAX_BASES; i++) {
        add_members(writer, entity->common, prefix, depth);
        if (entity->kind == QAPI_STRUCT) {
            add_members(writer, entity->members, prefix, depth);
        }
        entity = qapi_schema_find(schema, entity->base);
    }
}

static void add_branches(const KeyWriter *writer,
                         const QapiSchemaEntity *entity)
{
    const QapiSchema *schema = writer->context->tree->schema;

    for (guint i = 0; i < entity->members->len; i++) {
        const QapiSchemaMember *branch = g_ptr_array_index(entity->members, i);
        const QapiSchemaEntity *type = qapi_schema_find(schema, branch->type);
        g_autofree char *prefix = g_strconcat(branch->name, ".", NULL);

        if (is_structured(type)) {
            add_struct(writer, type, prefix, 1);
        }
    }
}

void option_type_keys(ExtractContext *context, const char *type,
                      GPtrArray *keys)
{
    const QapiSchemaEntity *entity =
        qapi_schema_find(context->tree->schema, type);
    g_autoptr(GHashTable) seen =
        g_hash_table_new(g_direct_hash, g_direct_equal);
    KeyWriter writer = {context, seen, keys};

    for (guint i = 0; i < keys->len; i++) {
        g_hash_table_add(seen, g_ptr_array_index(keys, i));
    }
    add_struct(&writer, entity, "", 0);
    if (entity->kind == QAPI_UNION) {
        if (!entity->discriminator) {
            add_key(&writer, "", "type");
        }
        add_branches(&writer, entity);
    }
}
