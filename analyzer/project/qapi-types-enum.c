/*
 * C enumerations of a QAPI schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-write.h"

/* Constants of two enumerations may be spelled the same way, if only one of
 * them is ever built. */
static void write_constant(QapiWriter *writer, GString *text,
                           const char *constant, guint index)
{
    if (g_hash_table_add(writer->written, g_strdup(constant))) {
        g_string_append_printf(text, "    %s = %u,\n", constant, index);
    }
}

static void write_lookup(const QapiWriter *writer, GString *text,
                         const char *name)
{
    if (qapi_has(writer, QAPI_CHANGE_LOOKUP_RECORD)) {
        g_string_append_printf(text, "extern const QEnumLookup %s_lookup;\n",
                               name);
        g_string_append_printf(
            text, "#define %s_str(val) qapi_enum_lookup(&%s_lookup, (val))\n",
            name, name);
    } else {
        g_string_append_printf(
            text, "extern const char *%s%s_lookup[];\n",
            qapi_has(writer, QAPI_CHANGE_CONST_LOOKUP) ? "const " : "", name);
    }
}

/*
 * A development snapshot may stand on either side of the change of spelling:
 * the other one is made an alias.
 */
static void write_aliases(QapiWriter *writer, GString *text, const char *name,
                          const char *prefix, const GPtrArray *values)
{
    QapiSpelling spelling = qapi_spelling(writer->version);
    QapiSpelling other = spelling == QAPI_SPELLING_SMART ? QAPI_SPELLING_PLAIN
                                                         : QAPI_SPELLING_SMART;

    if (writer->version->micro < 50 || spelling < QAPI_SPELLING_PLAIN) {
        return;
    }
    for (guint i = 0; i <= values->len; i++) {
        const QapiSchemaMember *member =
            i < values->len ? g_ptr_array_index(values, i) : NULL;
        const char *value = member ? member->name : "_MAX";
        g_autofree char *constant =
            qapi_constant(name, prefix, value, spelling);
        g_autofree char *alias = qapi_constant(name, prefix, value, other);

        if (!g_hash_table_contains(writer->constants, alias) &&
            g_hash_table_add(writer->written, g_strdup(alias))) {
            g_string_append_printf(text, "enum { %s = %s };\n", alias,
                                   constant);
        }
    }
}

void qapi_write_enum(QapiWriter *writer, GString *text, const char *name,
                     const char *prefix, const GPtrArray *values)
{
    const QapiVersion *version = writer->version;
    QapiSchemaEntity end = {.name = (char *)name, .prefix = (char *)prefix};
    g_autofree char *c_name = qapi_c_name(name, QAPI_PROTECTED);
    g_autofree char *max = qapi_c_enum_constant(&end, NULL, version);

    g_string_append_printf(text, "\ntypedef enum %s {\n", c_name);
    for (guint i = 0; i < values->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(values, i);
        g_autofree char *constant =
            qapi_c_enum_constant(&end, member->name, version);

        write_constant(writer, text, constant, i);
    }
    write_constant(writer, text, max, values->len);
    g_string_append_printf(text, "} %s;\n", c_name);
    write_lookup(writer, text, c_name);
    write_aliases(writer, text, name, prefix, values);
}

/* The events are an enumeration of their own: QAPIEvent. */
void qapi_write_event_enum(QapiWriter *writer, GString *text)
{
    const GPtrArray *entities = writer->schema->entities;
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    g_autoptr(GArray) members =
        g_array_new(FALSE, TRUE, sizeof(QapiSchemaMember));

    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);
        QapiSchemaMember member = {.name = entity->name};

        if (entity->kind == QAPI_EVENT && qapi_is_first(writer, entity)) {
            g_array_append_val(members, member);
        }
    }
    for (guint i = 0; i < members->len; i++) {
        g_ptr_array_add(values, &g_array_index(members, QapiSchemaMember, i));
    }
    qapi_write_enum(writer, text, "QAPIEvent", NULL, values);
    if (qapi_has(writer, QAPI_CHANGE_EMIT_EVENTS)) {
        g_string_append(text, "void qapi_event_emit(QAPIEvent event, "
                              "struct QDict *qdict);\n");
    }
}

static void collect_features(const GPtrArray *features, GHashTable *seen,
                             GString *text)
{
    for (guint i = 0; i < features->len; i++) {
        const char *name = g_ptr_array_index(features, i);
        g_autofree char *upper = NULL;
        g_autofree char *plain = qapi_c_name(name, QAPI_PLAIN);
        bool is_special =
            g_str_equal(name, "deprecated") || g_str_equal(name, "unstable");

        if (!g_hash_table_add(seen, (char *)name)) {
            continue;
        }
        upper = g_ascii_strup(plain, -1);
        g_string_append_printf(text, "    QAPI_FEATURE_%s", upper);
        if (is_special) {
            g_string_append_printf(text, " = QAPI_%s", upper);
        }
        g_string_append(text, ",\n");
    }
}

static void collect_member_features(const GPtrArray *members, GHashTable *seen,
                                    GString *text)
{
    for (guint i = 0; i < members->len; i++) {
        const QapiSchemaMember *member = g_ptr_array_index(members, i);

        collect_features(member->features, seen, text);
    }
}

void qapi_write_features(const QapiWriter *writer, GString *text)
{
    const GPtrArray *entities = writer->schema->entities;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) constants = g_string_new(NULL);

    for (guint i = 0; i < entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(entities, i);

        collect_features(entity->features, seen, constants);
        collect_member_features(entity->common, seen, constants);
        collect_member_features(entity->members, seen, constants);
    }
    if (constants->len > 0) {
        g_string_append_printf(text, "typedef enum {\n%s} QapiFeature;\n",
                               constants->str);
    }
}
