/*
 * The C types that QEMU's generator would make of a schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-headers.h"

#include <string.h>

#define ALL_TYPES "qapi/migcompat-qapi-types.h"

typedef struct Generator {
    const QapiSchema *schema;
    guint version; /* 100 * major + minor */
    GString *out;
    GHashTable *begun; /* entities whose definition was begun or made */
} Generator;

static const struct {
    const char *name;
    const char *c_type;
} builtin_types[] = {
    {"str", "char *"},      {"int", "int64_t"},     {"number", "double"},
    {"bool", "bool"},       {"int8", "int8_t"},     {"int16", "int16_t"},
    {"int32", "int32_t"},   {"int64", "int64_t"},   {"uint8", "uint8_t"},
    {"uint16", "uint16_t"}, {"uint32", "uint32_t"}, {"uint64", "uint64_t"},
    {"size", "uint64_t"},   {"any", "QObject *"},   {"null", "QNull *"},
    {"**", "void *"},       {"QType", "QType"},
};

static const char *builtin_type(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(builtin_types); i++) {
        if (g_str_equal(builtin_types[i].name, name)) {
            return builtin_types[i].c_type;
        }
    }
    return NULL;
}

static bool is_enum(const Generator *generator, const char *name)
{
    const QapiSchemaEntity *entity = qapi_schema_find(generator->schema, name);

    return entity && entity->kind == QAPI_ENUM;
}

static bool is_record(const Generator *generator, const char *name)
{
    const QapiSchemaEntity *entity = qapi_schema_find(generator->schema, name);

    return entity &&
           (entity->kind == QAPI_STRUCT || entity->kind == QAPI_UNION ||
            entity->kind == QAPI_ALTERNATE);
}

/* "struct X *" for records, "XList *" for lists. */
static char *c_type(const Generator *generator, const char *name)
{
    const char *builtin = builtin_type(name);
    g_autofree char *plain = NULL;

    if (builtin) {
        return g_strdup(builtin);
    }
    if (*name == '[') {
        g_autofree char *inner = g_strndup(name + 1, strlen(name) - 2);

        plain = qapi_identifier(inner);
        return g_strdup_printf("struct %sList *", plain);
    }
    plain = qapi_identifier(name);
    if (is_enum(generator, name)) {
        return g_strdup(plain);
    }
    return g_strdup_printf("struct %s *", plain);
}

static void emit_constants(Generator *generator, const char *prefix,
                           const GPtrArray *values, const char *as)
{
    for (guint i = 0; i < values->len; i++) {
        const QapiSchemaMember *value = g_ptr_array_index(values, i);
        g_autofree char *name = qapi_constant_prefix(value->name, false);
        g_autofree char *plain = g_ascii_strup(value->name, -1);

        g_strcanon(plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '_');
        if (as) {
            g_string_append_printf(generator->out, "    %s_%s = %s_%s,\n",
                                   prefix, plain, as, plain);
            continue;
        }
        g_string_append_printf(generator->out, "    %s_%s,\n", prefix, plain);
        /* Until 2.4 a value's own capitals were split too. */
        if (generator->version < 205 && !g_str_equal(name, plain)) {
            g_string_append_printf(generator->out, "    %s_%s = %s_%s,\n",
                                   prefix, name, prefix, plain);
        }
    }
}

static bool has_value(const GPtrArray *values, const char *name)
{
    for (guint i = 0; i < values->len; i++) {
        const QapiSchemaMember *value = g_ptr_array_index(values, i);

        if (g_ascii_strcasecmp(value->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void emit_lookup(Generator *generator, const char *name)
{
    if (generator->version >= 211) {
        g_string_append_printf(
            generator->out,
            "#define %s_str(value) qapi_enum_lookup(&%s_lookup, (value))\n"
            "extern const QEnumLookup %s_lookup;\n",
            name, name, name);
    } else {
        g_string_append_printf(generator->out,
                               "extern const char *const %s_lookup[];\n", name);
    }
}

static void emit_enum(Generator *generator, const char *name,
                      const char *own_prefix, const GPtrArray *values)
{
    bool newer = generator->version >= 902;
    g_autofree char *c_name = qapi_identifier(name);
    g_autofree char *prefix =
        own_prefix ? g_strdup(own_prefix) : qapi_constant_prefix(name, newer);
    g_autofree char *other =
        own_prefix ? g_strdup(own_prefix) : qapi_constant_prefix(name, !newer);

    g_string_append_printf(generator->out, "typedef enum %s {\n", c_name);
    emit_constants(generator, prefix, values, NULL);
    g_string_append_printf(generator->out, "    %s__MAX,\n", prefix);
    if (generator->version < 206 && !has_value(values, "max")) {
        g_string_append_printf(generator->out, "    %s_MAX = %s__MAX,\n",
                               prefix, prefix);
    }
    if (!g_str_equal(prefix, other)) {
        emit_constants(generator, other, values, prefix);
    }
    g_string_append_printf(generator->out, "} %s;\n", c_name);
    emit_lookup(generator, c_name);
}

static void emit_list(Generator *generator, const char *name, const char *type)
{
    g_autofree char *c_name = qapi_identifier(name);

    g_string_append_printf(generator->out,
                           "typedef struct %sList %sList;\n"
                           "struct %sList { %sList *next; %s value; };\n"
                           "void qapi_free_%sList(%sList *obj);\n"
                           "G_DEFINE_AUTOPTR_CLEANUP_FUNC(%sList, "
                           "qapi_free_%sList)\n",
                           c_name, c_name, c_name, c_name, type, c_name, c_name,
                           c_name, c_name);
}

/* has_X is left out for pointers since 8.0 (commit 44ea9d9be3). */
static void emit_members(Generator *generator, const GPtrArray *members)
{
    for (guint i = 0; i < members->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(members, i);
        g_autofree char *name = qapi_identifier(member->name);
        g_autofree char *type =
            c_type(generator, member->type ? member->type : "any");

        if (member->optional &&
            (generator->version < 800 || !strchr(type, '*'))) {
            g_autofree char *plain = g_strdup(member->name);

            g_strcanon(plain,
                       "abcdefghijklmnopqrstuvwxyz"
                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
                       '_');
            g_string_append_printf(generator->out, "    bool has_%s;\n", plain);
        }
        g_string_append_printf(generator->out, "    %s %s;\n", type, name);
    }
}

static void emit_base(Generator *generator, const char *name, guint depth)
{
    const QapiSchemaEntity *base =
        name ? qapi_schema_find(generator->schema, name) : NULL;

    if (!base || depth > 16) {
        return;
    }
    emit_base(generator, base->base, depth + 1);
    emit_members(generator,
                 base->kind == QAPI_UNION ? base->common : base->members);
}

static void emit_record(Generator *generator, const QapiSchemaEntity *entity);

/* Since 2.6 branches that are records stand in the union by value (commit
 * 544a373159), so they must be defined first. */
static void define_branches(Generator *generator,
                            const QapiSchemaEntity *entity)
{
    for (guint i = 0; i < entity->members->len; i++) {
        const QapiSchemaMember *branch = g_ptr_array_index(entity->members, i);
        const QapiSchemaEntity *type =
            branch->type ? qapi_schema_find(generator->schema, branch->type)
                         : NULL;

        if (type && is_record(generator, branch->type)) {
            emit_record(generator, type);
        }
    }
}

static void emit_branches(Generator *generator, const QapiSchemaEntity *entity,
                          bool boxed)
{
    bool named = generator->version >= 205;

    g_string_append(generator->out, "    union {\n");
    if (!named) {
        g_string_append(generator->out, "    void *data;\n");
    }
    for (guint i = 0; i < entity->members->len; i++) {
        const QapiSchemaMember *branch = g_ptr_array_index(entity->members, i);
        const char *type_name = branch->type ? branch->type : "any";
        g_autofree char *name = qapi_identifier(branch->name);
        g_autofree char *type = c_type(generator, type_name);
        bool by_value =
            generator->version >= 206 && is_record(generator, type_name);

        if (boxed && generator->version >= 206) {
            g_string_append_printf(generator->out,
                                   "    struct { %s data; } %s;\n", type, name);
        } else {
            *(by_value ? strrchr(type, '*') : type + strlen(type)) = '\0';
            g_string_append_printf(generator->out, "    %s %s;\n", type, name);
        }
    }
    g_string_append_printf(generator->out, "    }%s;\n", named ? " u" : "");
}

static void emit_union(Generator *generator, const QapiSchemaEntity *entity,
                       const char *c_name)
{
    const char *tag = generator->version >= 205 ? "type" : "kind";

    if (entity->discriminator) {
        define_branches(generator, entity);
        g_string_append_printf(generator->out, "struct %s {\n", c_name);
        emit_base(generator, entity->base, 0);
        emit_members(generator, entity->common);
        emit_branches(generator, entity, false);
    } else {
        g_autofree char *kind = g_strconcat(entity->name, "Kind", NULL);
        g_autofree char *c_kind = qapi_identifier(kind);

        emit_enum(generator, kind, NULL, entity->members);
        g_string_append_printf(generator->out, "struct %s {\n", c_name);
        emit_base(generator, entity->base, 0);
        g_string_append_printf(generator->out, "    %s %s;\n", c_kind, tag);
        emit_branches(generator, entity, true);
    }
    g_string_append(generator->out, "};\n");
}

static void emit_alternate(Generator *generator, const QapiSchemaEntity *entity,
                           const char *c_name)
{
    define_branches(generator, entity);
    if (generator->version < 206) {
        g_autofree char *kind = g_strconcat(entity->name, "Kind", NULL);
        g_autofree char *c_kind = qapi_identifier(kind);

        emit_enum(generator, kind, NULL, entity->members);
        g_string_append_printf(generator->out, "struct %s {\n    %s %s;\n",
                               c_name, c_kind,
                               generator->version >= 205 ? "type" : "kind");
    } else {
        g_string_append_printf(generator->out, "struct %s {\n    QType type;\n",
                               c_name);
    }
    emit_branches(generator, entity, false);
    g_string_append(generator->out, "};\n");
}

static void emit_record(Generator *generator, const QapiSchemaEntity *entity)
{
    g_autofree char *c_name = NULL;

    if (!g_hash_table_add(generator->begun, (gpointer)entity)) {
        return;
    }
    c_name = qapi_identifier(entity->name);
    if (entity->kind == QAPI_UNION) {
        emit_union(generator, entity, c_name);
    } else if (entity->kind == QAPI_ALTERNATE) {
        emit_alternate(generator, entity, c_name);
    } else {
        g_string_append_printf(generator->out, "struct %s {\n", c_name);
        emit_base(generator, entity->base, 0);
        emit_members(generator, entity->members);
        g_string_append(generator->out, "    char migcompat_not_empty[0];\n");
        g_string_append(generator->out, "};\n");
    }
}

static void emit_forward(Generator *generator, const QapiSchemaEntity *entity)
{
    g_autofree char *c_name = qapi_identifier(entity->name);
    g_autofree char *pointer = g_strconcat("struct ", c_name, " *", NULL);

    g_string_append_printf(generator->out,
                           "typedef struct %s %s;\n"
                           "void qapi_free_%s(%s *obj);\n"
                           "G_DEFINE_AUTOPTR_CLEANUP_FUNC(%s, qapi_free_%s)\n",
                           c_name, c_name, c_name, c_name, c_name, c_name);
    emit_list(generator, entity->name, pointer);
}

/* The enum of QAPI itself (scripts/qapi/schema.py), generated since 2.6. */
static void emit_qtype(Generator *generator)
{
    if (generator->version < 206) {
        return;
    }
    g_string_append(generator->out,
                    generator->version < 210
                        ? "typedef enum QType { QTYPE_NONE, QTYPE_QNULL, "
                          "QTYPE_QINT, QTYPE_QSTRING, QTYPE_QDICT, "
                          "QTYPE_QLIST, QTYPE_QFLOAT, QTYPE_QBOOL, "
                          "QTYPE__MAX } QType;\n"
                        : "typedef enum QType { QTYPE_NONE, QTYPE_QNULL, "
                          "QTYPE_QNUM, QTYPE_QSTRING, QTYPE_QDICT, "
                          "QTYPE_QLIST, QTYPE_QBOOL, QTYPE__MAX } QType;\n");
    emit_lookup(generator, "QType");
}

static void emit_builtins(Generator *generator)
{
    g_string_append(generator->out,
                    "#pragma once\n#include <glib.h>\n"
                    "#include <stdbool.h>\n#include <stdint.h>\n");
    if (generator->version >= 211) {
        g_string_append(generator->out, "#include \"qapi/util.h\"\n");
    }
    g_string_append(generator->out, "typedef struct QObject QObject;\n"
                                    "typedef struct QNull QNull;\n");
    emit_qtype(generator);
    for (guint i = 0; i < G_N_ELEMENTS(builtin_types); i++) {
        const char *name = builtin_types[i].name;

        if (g_ascii_isalpha(*name) &&
            (generator->version >= 206 || !g_str_equal(name, "QType"))) {
            emit_list(generator, name, builtin_types[i].c_type);
        }
    }
}

static void emit_events(Generator *generator)
{
    g_autoptr(GPtrArray) events =
        g_ptr_array_new_with_free_func((GDestroyNotify)qapi_schema_member_free);

    for (guint i = 0; i < generator->schema->entities->len; i++) {
        const QapiSchemaEntity *entity =
            g_ptr_array_index(generator->schema->entities, i);

        if (entity->kind == QAPI_EVENT) {
            g_ptr_array_add(events, qapi_schema_member_new(entity->name));
        }
    }
    emit_enum(generator, "QAPIEvent", NULL, events);
}

static void emit_entities(Generator *generator)
{
    const GPtrArray *entities = generator->schema->entities;

    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);
        g_autofree char *c_name = qapi_identifier(entity->name);

        if (qapi_schema_find(generator->schema, entity->name) != entity) {
            continue; /* a second definition, or no type */
        }
        if (entity->kind == QAPI_ENUM) {
            if (g_str_equal(entity->name, "QType")) {
                continue;
            }
            emit_enum(generator, entity->name, entity->prefix, entity->members);
            emit_list(generator, entity->name, c_name);
        } else if (is_record(generator, entity->name)) {
            emit_forward(generator, entity);
        }
    }
    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);

        if (qapi_schema_find(generator->schema, entity->name) == entity &&
            is_record(generator, entity->name)) {
            emit_record(generator, entity);
        }
    }
    emit_events(generator);
}

static void add_header(GHashTable *files, const char *name)
{
    g_hash_table_insert(files, g_strdup(name),
                        g_strdup("#include \"" ALL_TYPES "\"\n"));
}

static void add_module_headers(GHashTable *files, const char *module)
{
    static const char *const kinds[] = {
        "types",       "visit",      "commands",      "events",   "event",
        "emit-events", "introspect", "init-commands", "features",
    };

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *name =
            *module ? g_strdup_printf("qapi/qapi-%s-%s.h", kinds[i], module)
                    : g_strdup_printf("qapi/qapi-%s.h", kinds[i]);

        add_header(files, name);
    }
}

void qapi_headers_generate(const QapiSchema *schema, guint major, guint minor,
                           GHashTable *files)
{
    static const char *const single[] = {
        "qapi-types.h",
        "qapi-visit.h",
        "qapi-event.h",
        "qmp-commands.h",
        "qapi-commands.h",
        "qapi-builtin-types.h",
        "qapi-builtin-visit.h",
        "qapi/qapi-builtin-types.h",
        "qapi/qapi-builtin-visit.h",
    };
    Generator generator = {.schema = schema,
                           .version = 100 * major + minor,
                           .out = g_string_new(NULL),
                           .begun = g_hash_table_new(NULL, NULL)};

    emit_builtins(&generator);
    emit_entities(&generator);
    g_hash_table_unref(generator.begun);
    g_hash_table_insert(files, g_strdup(ALL_TYPES),
                        g_string_free(generator.out, FALSE));
    for (guint i = 0; i < G_N_ELEMENTS(single); i++) {
        add_header(files, single[i]);
    }
    add_module_headers(files, "");
    for (guint i = 0; i < schema->modules->len; i++) {
        add_module_headers(files, g_ptr_array_index(schema->modules, i));
    }
}
