/*
 * A FactSet from its JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/json-member.h"
#include "facts/json.h"

/* Of a dump: three for each nested description. */
#define MAX_DEPTH 128

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_object, json_object_put)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_tokener, json_tokener_free)

static bool read_tree(FactSet *facts, json_object *document, GError **error)
{
    static const char *const names[] = {"project", "version", "label",
                                        "revision"};
    const Place place = {NULL, "tree", 0};
    const char *texts[G_N_ELEMENTS(names)] = {NULL};
    json_object *tree = NULL;

    json_object_object_get_ex(document, "tree", &tree);
    if (!json_object_is_type(tree, json_type_object)) {
        json_expected(&place, "an object", tree, error);
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Place here = {&place, names[i], 0};
        json_object *value;

        if (json_object_object_get_ex(tree, names[i], &value) &&
            !json_read_text(facts, value, &texts[i], &here, error)) {
            return false;
        }
    }
    fact_set_set_tree(facts, texts[0], texts[1], texts[2], texts[3]);
    return true;
}

static bool read_minimum(FactSet *facts, json_object *document, GError **error)
{
    const Place place = {NULL, "minimum_qemu", 0};
    const char *version = NULL;
    json_object *value;

    if (json_object_object_get_ex(document, "minimum_qemu", &value) &&
        !json_read_text(facts, value, &version, &place, error)) {
        return false;
    }
    fact_set_set_minimum_qemu(facts, version);
    return true;
}

static bool has_right_schema(json_object *document, GError **error)
{
    json_object *schema = NULL;

    if (!json_object_is_type(document, json_type_object)) {
        json_expected(NULL, "an object", document, error);
        return false;
    }
    json_object_object_get_ex(document, "schema", &schema);
    if (!json_object_is_type(schema, json_type_string)) {
        json_expected(&(const Place){NULL, "schema", 0}, "a string", schema,
                      error);
        return false;
    }
    if (!g_str_equal(json_object_get_string(schema), FACTS_SCHEMA)) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_SCHEMA,
                    "$.schema: expected '" FACTS_SCHEMA "', found '%s'",
                    json_object_get_string(schema));
        return false;
    }
    return true;
}

static bool read_facts(FactSet *facts, FactKind kind, json_object *list,
                       GError **error)
{
    const Record *record = fact_record(kind);
    const Place place = {NULL, record->name, 0};
    guint length;

    if (!json_object_is_type(list, json_type_array)) {
        json_expected(&place, "a list", list, error);
        return false;
    }
    length = json_object_array_length(list);
    for (guint i = 0; i < length; i++) {
        Place here = {&place, NULL, i};

        if (!json_read_record(facts, record, json_object_array_get_idx(list, i),
                              fact_set_add(facts, kind), &here, error)) {
            return false;
        }
    }
    return true;
}

static FactSet *read_document(json_object *document, GError **error)
{
    g_autoptr(FactSet) facts = fact_set_new();

    if (!has_right_schema(document, error) ||
        !read_tree(facts, document, error) ||
        !read_minimum(facts, document, error)) {
        return NULL;
    }
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        const char *name = fact_record(kind)->name;
        json_object *list;

        if (json_object_object_get_ex(document, name, &list) &&
            !read_facts(facts, kind, list, error)) {
            return NULL;
        }
        /* Its memory is worth having back before the next list. */
        json_object_object_del(document, name);
    }
    fact_set_sort(facts);
    return g_steal_pointer(&facts);
}

static guint line_at(const char *text, gsize offset)
{
    guint line = 1;

    for (gsize i = 0; i < offset; i++) {
        line += text[i] == '\n';
    }
    return line;
}

/* Nothing but white space follows. */
static bool is_at_end(const char *text, gsize length, gsize offset)
{
    while (offset < length && g_ascii_isspace(text[offset])) {
        offset++;
    }
    return offset == length;
}

/* The strict mode of json-c 0.18 refuses every byte above 0x7f in strings. */
static int parser_flags(void)
{
    const int flags =
        JSON_TOKENER_ALLOW_TRAILING_CHARS | JSON_TOKENER_VALIDATE_UTF8;

    return json_c_version_num() >> 8 == 18 ? flags
                                           : flags | JSON_TOKENER_STRICT;
}

static json_object *parse(const char *text, gsize length, GError **error)
{
    g_autoptr(json_tokener) tokener = json_tokener_new_ex(MAX_DEPTH);
    g_autoptr(json_object) document = NULL;
    enum json_tokener_error problem;
    gsize end;

    if (length > G_MAXINT) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_FILE, "too large");
        return NULL;
    }
    json_tokener_set_flags(tokener, parser_flags());
    document = json_tokener_parse_ex(tokener, text, (int)length);
    problem = json_tokener_get_error(tokener);
    end = json_tokener_get_parse_end(tokener);
    if (problem == json_tokener_continue) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_SYNTAX,
                    "ends too early, in line %u", line_at(text, length));
    } else if (problem != json_tokener_success) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_SYNTAX,
                    "no JSON from line %u on: %s", line_at(text, end),
                    json_tokener_error_desc(problem));
    } else if (!is_at_end(text, length, end)) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_SYNTAX,
                    "goes on after its end, in line %u", line_at(text, end));
    } else {
        return g_steal_pointer(&document);
    }
    return NULL;
}

json_object *json_load(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_get_contents(path, &text, &length, &problem)) {
        g_set_error_literal(error, FACTS_ERROR, FACTS_ERROR_FILE,
                            problem->message);
        return NULL;
    }
    return parse(text, length, error);
}

FactSet *facts_json_read(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(json_object) document = json_load(path, &problem);
    g_autoptr(FactSet) facts = NULL;

    if (!problem) {
        facts = read_document(document, &problem);
    }
    if (problem) {
        g_set_error(error, FACTS_ERROR, problem->code, "facts file '%s': %s",
                    path, problem->message);
        return NULL;
    }
    return g_steal_pointer(&facts);
}
