/*
 * Reads a QAPI schema: its files, in the order in which they include each
 * other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi.h"

#include "parse/qapi-expression.h"

#include <string.h>

/* Of includes inside includes; QEMU's go three deep. */
#define MAX_INCLUDE_DEPTH 40

typedef struct SchemaReader {
    QapiSchema *schema;
    QapiReader read;
    void *user;
    GHashTable *seen; /* paths of the files read */
    guint depth;
} SchemaReader;

static void read_file(SchemaReader *reader, const char *path,
                      const QapiPlace *from, guint line);

char *qapi_module_name(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    size_t length = strlen(name);

    if (g_str_has_suffix(name, ".json")) {
        length -= strlen(".json");
    }
    return g_strndup(name, length);
}

/* `target` as seen from the directory of `file`, without "." and ".."; NULL
 * if that is outside of the tree. */
static char *resolve(const char *file, const char *target)
{
    g_autofree char *directory = g_path_get_dirname(file);
    g_autofree char *path = g_build_filename(directory, target, NULL);
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    if (g_path_is_absolute(target)) {
        return NULL;
    }
    for (guint i = 0; parts[i]; i++) {
        if (g_str_equal(parts[i], "..")) {
            if (kept->len == 0) {
                return NULL;
            }
            g_ptr_array_set_size(kept, (gint)kept->len - 1);
        } else if (*parts[i] && !g_str_equal(parts[i], ".")) {
            g_ptr_array_add(kept, parts[i]);
        }
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

static void read_include(SchemaReader *reader, const QapiPlace *place,
                         const QapiValue *value)
{
    const char *target = qapi_value_string(value);
    g_autofree char *path = target ? resolve(place->file, target) : NULL;
    QapiSchemaInclude *include;

    if (!path) {
        qapi_complain(place, value->line, "include of no file of the tree");
        return;
    }
    include = g_new0(QapiSchemaInclude, 1);
    include->module = g_strdup(place->module);
    include->included = qapi_module_name(path);
    g_ptr_array_add(reader->schema->includes, include);
    if (!g_hash_table_contains(reader->seen, path)) {
        read_file(reader, path, place, value->line);
    }
}

static void read_expression(SchemaReader *reader, const QapiPlace *place,
                            const QapiValue *expression)
{
    const QapiValue *include = qapi_value_get(expression, "include");

    if (include) {
        read_include(reader, place, include);
    } else if (!qapi_value_get(expression, "pragma")) {
        qapi_expression_read(place, expression);
    }
}

static void read_text(SchemaReader *reader, const QapiPlace *place,
                      const char *contents)
{
    QapiText text = {contents, 1};

    for (;;) {
        g_autofree char *problem = NULL;
        guint line = 0;
        g_autoptr(QapiValue) expression =
            qapi_value_next(&text, &problem, &line);

        if (expression) {
            read_expression(reader, place, expression);
        } else if (problem) {
            qapi_complain(place, line, "%s", problem);
        } else {
            return;
        }
    }
}

/* `from` is NULL for the main file. */
static void read_file(SchemaReader *reader, const char *path,
                      const QapiPlace *from, guint line)
{
    QapiSchema *schema = reader->schema;
    g_autofree char *contents = NULL;
    g_autofree char *module = from ? qapi_module_name(path) : g_strdup("");
    QapiPlace place = {schema, NULL, module};

    g_hash_table_add(reader->seen, g_strdup(path));
    place.file = g_string_chunk_insert_const(schema->files, path);
    if (reader->depth == MAX_INCLUDE_DEPTH) {
        qapi_complain(from, line, "includes more than %d deep",
                      MAX_INCLUDE_DEPTH);
        return;
    }
    contents = reader->read(path, reader->user);
    if (!contents) {
        qapi_complain(from ? from : &place, line, "'%s' cannot be read", path);
        return;
    }
    if (!g_utf8_validate(contents, -1, NULL)) {
        qapi_complain(&place, 0, "not in UTF-8");
        return;
    }
    reader->depth++;
    g_ptr_array_add(schema->modules, g_strdup(module));
    read_text(reader, &place, contents);
    reader->depth--;
}

QapiSchema *qapi_schema_parse(const char *main_path, QapiReader read,
                              void *user)
{
    SchemaReader reader = {qapi_schema_new(), read, user, NULL, 0};

    reader.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_file(&reader, main_path, NULL, 0);
    g_hash_table_unref(reader.seen);
    qapi_check_references(reader.schema);
    return reader.schema;
}
