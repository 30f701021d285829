/*
 * How QAPI types are held in C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-write.h"

/* A base of a base of ... ; the parser reports circles. */
#define MAX_BASES 32

typedef struct BuiltinType {
    const char *name;
    const char *text;
} BuiltinType;

static const BuiltinType builtin_types[] = {
    {"str", "char *"},         {"number", "double "},
    {"int", "int64_t "},       {"int8", "int8_t "},
    {"int16", "int16_t "},     {"int32", "int32_t "},
    {"int64", "int64_t "},     {"uint8", "uint8_t "},
    {"uint16", "uint16_t "},   {"uint32", "uint32_t "},
    {"uint64", "uint64_t "},   {"size", "uint64_t "},
    {"bool", "bool "},         {"any", "struct QObject *"},
    {"null", "struct QNull *"}};

bool qapi_has(const QapiWriter *writer, QapiChange change)
{
    return qapi_version_has(writer->version, change);
}

const char *qapi_builtin_type(const QapiWriter *writer, guint index)
{
    guint n = G_N_ELEMENTS(builtin_types);

    if (index < n) {
        return builtin_types[index].name;
    }
    return index == n && qapi_has(writer, QAPI_CHANGE_QTYPE) ? "QType" : NULL;
}

bool qapi_is_first(const QapiWriter *writer, const QapiSchemaEntity *entity)
{
    return qapi_schema_find(writer->schema, entity->name) == entity;
}

static char *defined_type(const QapiSchemaEntity *entity, QapiUse use)
{
    g_autofree char *name = qapi_c_name(entity->name, QAPI_PROTECTED);

    if (entity->kind == QAPI_ENUM || use == QAPI_USE_UNBOXED) {
        return g_strconcat(name, " ", NULL);
    }
    return g_strconcat(name, " *", NULL);
}

char *qapi_c_type(const QapiWriter *writer, const char *type, QapiUse use)
{
    g_autofree char *element = qapi_schema_list_element(type);
    const QapiSchemaEntity *entity = qapi_schema_find(writer->schema, type);

    if (element) {
        g_autofree char *list = g_strconcat(element, "List", NULL);
        g_autofree char *name = qapi_c_name(list, QAPI_PROTECTED);

        return g_strconcat(name, " *", NULL);
    }
    if (use == QAPI_USE_PARAMETER && g_str_equal(type, "str")) {
        return g_strdup("const char *");
    }
    for (guint i = 0; i < G_N_ELEMENTS(builtin_types); i++) {
        if (g_str_equal(builtin_types[i].name, type)) {
            return g_strdup(builtin_types[i].text);
        }
    }
    if (g_str_equal(type, "QType")) {
        return g_strdup("QType ");
    }
    /* The parser has reported what is not defined. */
    return entity ? defined_type(entity, use) : g_strdup("void *");
}

static bool is_pointer(const QapiWriter *writer, const char *type)
{
    g_autofree char *text = qapi_c_type(writer, type, QAPI_USE_MEMBER);

    return g_str_has_suffix(text, "*");
}

/* A null pointer says that a member is absent, but for lists, where it is the
 * empty one. */
bool qapi_needs_flag(const QapiWriter *writer, const QapiSchemaMember *member)
{
    if (!member->optional || !member->type) {
        return false;
    }
    return !qapi_has(writer, QAPI_CHANGE_NO_POINTER_HAS) ||
           *member->type == '[' || !is_pointer(writer, member->type);
}

static void visit_members(const GPtrArray *members, QapiMemberVisitor visit,
                          void *user)
{
    for (guint i = 0; i < members->len; i++) {
        visit(g_ptr_array_index(members, i), user);
    }
}

static void visit_bases(const QapiWriter *writer,
                        const QapiSchemaEntity *entity, guint depth,
                        QapiMemberVisitor visit, void *user)
{
    if (!entity || depth == MAX_BASES) {
        return;
    }
    visit_bases(writer, qapi_schema_find(writer->schema, entity->base),
                depth + 1, visit, user);
    visit_members(entity->common, visit, user);
    if (entity->kind == QAPI_STRUCT) {
        visit_members(entity->members, visit, user);
    }
}

void qapi_each_member(const QapiWriter *writer, const QapiSchemaEntity *entity,
                      QapiMemberVisitor visit, void *user)
{
    visit_bases(writer, entity, 0, visit, user);
}

char *qapi_branch_enum(const QapiWriter *writer, const QapiSchemaEntity *entity)
{
    if (entity->kind == QAPI_UNION && !entity->discriminator) {
        return g_strconcat(entity->name, "Kind", NULL);
    }
    if (entity->kind == QAPI_ALTERNATE &&
        !qapi_has(writer, QAPI_CHANGE_QTYPE)) {
        return g_strconcat(entity->name, "Kind", NULL);
    }
    return NULL;
}
