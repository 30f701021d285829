/*
 * Which headers QEMU's QAPI generator makes, and what is in each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types.h"

#include "project/qapi-types-write.h"

/* What the headers of a module are called, from 2.12 on. */
typedef enum HeaderKind {
    HEADER_TYPES,
    HEADER_VISIT,
    HEADER_COMMANDS,
    HEADER_EVENTS,
    HEADER_KINDS,
} HeaderKind;

static const char *const header_words[] = {"types", "visit", "commands",
                                           "events"};

static char *header_name(HeaderKind kind, const char *module)
{
    return g_strdup_printf("qapi/qapi-%s%s%s.h", header_words[kind],
                           *module ? "-" : "", module);
}

static void header_init(QapiHeader *header)
{
    header->head = g_string_new("#pragma once\n");
    header->body = g_string_new(NULL);
}

/* Takes both halves. */
static void header_finish(QapiHeader *header, GHashTable *files,
                          const char *name)
{
    g_autofree char *body = g_string_free(header->body, FALSE);

    g_string_append(header->head, body);
    g_hash_table_replace(files, g_strdup(name),
                         g_string_free(header->head, FALSE));
}

static void add_include(QapiHeader *header, const char *name)
{
    g_string_append_printf(header->head, "#include \"%s\"\n", name);
}

static void write_entity(QapiWriter *writer, QapiHeader *header,
                         HeaderKind kind, const QapiSchemaEntity *entity)
{
    switch (kind) {
    case HEADER_TYPES:
        qapi_write_type(writer, header, entity);
        break;
    case HEADER_VISIT:
        qapi_write_visit(writer, header->body, entity);
        break;
    case HEADER_COMMANDS:
        qapi_write_command(writer, header->body, entity);
        break;
    default:
        qapi_write_event(writer, header->body, entity);
        break;
    }
}

/* NULL: all modules. */
static void write_entities(QapiWriter *writer, QapiHeader *header,
                           HeaderKind kind, const char *module)
{
    const GPtrArray *entities = writer->schema->entities;

    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);

        if (!module || g_str_equal(entity->module, module)) {
            write_entity(writer, header, kind, entity);
        }
    }
}

static void add_kind_includes(const QapiWriter *writer, QapiHeader *header,
                              HeaderKind kind, const char *module)
{
    g_autofree char *types = header_name(HEADER_TYPES, module);

    if (kind == HEADER_TYPES) {
        add_include(header, "qapi/qapi-builtin-types.h");
        return;
    }
    add_include(header, kind == HEADER_VISIT ? "qapi/qapi-builtin-visit.h"
                                             : "qapi/util.h");
    add_include(header, types);
    if (kind == HEADER_COMMANDS &&
        !qapi_has(writer, QAPI_CHANGE_INIT_COMMANDS)) {
        add_include(header, "qapi/qmp/dispatch.h");
    }
}

static void add_schema_includes(const QapiWriter *writer, QapiHeader *header,
                                HeaderKind kind, const char *module)
{
    const GPtrArray *includes = writer->schema->includes;

    for (guint i = 0; i < includes->len; i++) {
        const QapiSchemaInclude *include = g_ptr_array_index(includes, i);

        if (g_str_equal(include->module, module)) {
            g_autofree char *name = header_name(kind, include->included);

            add_include(header, name);
        }
    }
}

/* What only the main module's headers have. */
static void write_main_part(QapiWriter *writer, QapiHeader *header,
                            HeaderKind kind)
{
    if (kind == HEADER_EVENTS && !qapi_has(writer, QAPI_CHANGE_EMIT_EVENTS)) {
        qapi_write_event_enum(writer, header->body);
    }
    if (kind == HEADER_COMMANDS &&
        !qapi_has(writer, QAPI_CHANGE_INIT_COMMANDS)) {
        g_string_append(header->body,
                        "void qmp_init_marshal(QmpCommandList *cmds);\n");
    }
}

static void write_module(QapiWriter *writer, const char *module,
                         GHashTable *files)
{
    for (HeaderKind kind = HEADER_TYPES; kind < HEADER_KINDS; kind++) {
        g_autofree char *name = header_name(kind, module);
        QapiHeader header;

        header_init(&header);
        add_kind_includes(writer, &header, kind, module);
        add_schema_includes(writer, &header, kind, module);
        write_entities(writer, &header, kind, module);
        if (!*module) {
            write_main_part(writer, &header, kind);
        }
        header_finish(&header, files, name);
    }
}

static void write_builtins(QapiWriter *writer, GHashTable *files)
{
    QapiHeader types;
    QapiHeader visit;

    header_init(&types);
    add_include(&types, "qapi/util.h");
    qapi_write_builtin_types(writer, &types);
    header_finish(&types, files, "qapi/qapi-builtin-types.h");
    header_init(&visit);
    add_include(&visit, "qapi/visitor.h");
    add_include(&visit, "qapi/qapi-builtin-types.h");
    qapi_write_builtin_visit(writer, visit.body);
    header_finish(&visit, files, "qapi/qapi-builtin-visit.h");
}

static void write_introspection(QapiWriter *writer, GHashTable *files)
{
    QapiHeader header;

    header_init(&header);
    add_include(&header, qapi_has(writer, QAPI_CHANGE_QOBJECT)
                             ? "qobject/qlit.h"
                             : "qapi/qmp/qlit.h");
    g_string_append(header.body, "extern const QLitObject qmp_schema_qlit;\n");
    header_finish(&header, files, "qapi/qapi-introspect.h");
}

/* Headers that are there once and came later than modules. */
static void write_single_headers(QapiWriter *writer, GHashTable *files)
{
    QapiHeader header;

    write_introspection(writer, files);
    if (qapi_has(writer, QAPI_CHANGE_EMIT_EVENTS)) {
        header_init(&header);
        add_include(&header, "qapi/util.h");
        qapi_write_event_enum(writer, header.body);
        header_finish(&header, files, "qapi/qapi-emit-events.h");
    }
    if (qapi_has(writer, QAPI_CHANGE_INIT_COMMANDS)) {
        header_init(&header);
        add_include(&header, qapi_has(writer, QAPI_CHANGE_QOBJECT)
                                 ? "qapi/qmp-registry.h"
                                 : "qapi/qmp/dispatch.h");
        g_string_append(header.body,
                        "void qmp_init_marshal(QmpCommandList *cmds);\n");
        header_finish(&header, files, "qapi/qapi-init-commands.h");
    }
    if (qapi_has(writer, QAPI_CHANGE_FEATURES)) {
        header_init(&header);
        add_include(&header, "qapi/util.h");
        qapi_write_features(writer, header.body);
        header_finish(&header, files, "qapi/qapi-features.h");
    }
}

static void write_modules(QapiWriter *writer, GHashTable *files)
{
    const GPtrArray *modules = writer->schema->modules;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    write_builtins(writer, files);
    for (guint i = 0; i < modules->len; i++) {
        char *module = g_ptr_array_index(modules, i);

        if (g_hash_table_add(seen, module)) {
            write_module(writer, module, files);
        }
    }
    write_single_headers(writer, files);
}

/* Until 2.11: four headers, and one for introspection. */
static void write_flat(QapiWriter *writer, GHashTable *files)
{
    QapiHeader types;
    QapiHeader visit;
    QapiHeader commands;
    QapiHeader events;

    header_init(&types);
    g_string_append(types.head, "#include <stdbool.h>\n#include <stdint.h>\n");
    if (qapi_has(writer, QAPI_CHANGE_LOOKUP_RECORD)) {
        add_include(&types, "qapi/util.h");
    }
    qapi_write_builtin_types(writer, &types);
    write_entities(writer, &types, HEADER_TYPES, NULL);
    header_finish(&types, files, "qapi-types.h");

    header_init(&visit);
    add_include(&visit, "qapi/visitor.h");
    add_include(&visit, "qapi/qmp/qerror.h");
    add_include(&visit, "qapi-types.h");
    qapi_write_builtin_visit(writer, visit.body);
    write_entities(writer, &visit, HEADER_VISIT, NULL);
    header_finish(&visit, files, "qapi-visit.h");

    header_init(&commands);
    add_include(&commands, "qapi-types.h");
    add_include(&commands, "qapi/qmp/qdict.h");
    add_include(&commands, "qapi/error.h");
    write_entities(writer, &commands, HEADER_COMMANDS, NULL);
    header_finish(&commands, files, "qmp-commands.h");

    header_init(&events);
    add_include(&events, "qapi/error.h");
    add_include(&events, "qapi/qmp/qdict.h");
    add_include(&events, "qapi-types.h");
    write_entities(writer, &events, HEADER_EVENTS, NULL);
    qapi_write_event_enum(writer, events.body);
    header_finish(&events, files, "qapi-event.h");

    g_hash_table_replace(files, g_strdup("qmp-introspect.h"),
                         g_strdup("#pragma once\n"
                                  "extern const char qmp_schema_json[];\n"));
}

static void collect_constants(QapiWriter *writer)
{
    const GPtrArray *entities = writer->schema->entities;

    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);

        for (guint j = 0; entity->kind == QAPI_ENUM && j < entity->members->len;
             j++) {
            g_hash_table_add(writer->constants,
                             qapi_c_enum_constant(entity,
                                                  qapi_enum_value(entity, j),
                                                  writer->version));
        }
    }
}

void qapi_types_generate(const QapiSchema *schema, const QapiVersion *version,
                         GHashTable *files)
{
    QapiWriter writer = {schema, version, NULL, NULL};

    writer.constants =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer.written =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    collect_constants(&writer);
    if (qapi_has(&writer, QAPI_CHANGE_MODULES)) {
        write_modules(&writer, files);
    } else {
        write_flat(&writer, files);
    }
    g_hash_table_unref(writer.constants);
    g_hash_table_unref(writer.written);
}
