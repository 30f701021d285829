/*
 * Reads the JSON of -dump-vmstate.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/dump.h"

#include "facts/json-member.h"
#include "facts/json.h"

#include <stdio.h>
#include <string.h>

/* The test or `needed` that a dump says nothing of. */
#define SOME_TEST "?"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_object, json_object_put)

typedef struct DumpReader {
    FactSet *facts;
    GHashTable *states; /* their JSON text -> VMState * */
    GHashTable *counts; /* name -> how many descriptions have it */
} DumpReader;

/* Members of an object; true if it is absent, too. */

static bool expect(const Place *place, json_object *object, json_type type,
                   const char *what, GError **error)
{
    if (!json_object_is_type(object, type)) {
        json_expected(place, what, object, error);
        return false;
    }
    return true;
}

static bool get_text(const DumpReader *reader, json_object *object,
                     const char *name, const char **ret_text,
                     const Place *place, GError **error)
{
    const Place here = {place, name, 0};
    json_object *value = NULL;

    if (!json_object_object_get_ex(object, name, &value) ||
        !expect(&here, value, json_type_string, "a string", error)) {
        if (!value) {
            json_expected(&here, "a string", value, error);
        }
        return false;
    }
    *ret_text = fact_set_text(reader->facts, json_object_get_string(value));
    return true;
}

static bool get_number(json_object *object, const char *name,
                       gint64 *ret_number, const Place *place, GError **error)
{
    const Place here = {place, name, 0};
    json_object *value;

    if (!json_object_object_get_ex(object, name, &value)) {
        return true;
    }
    if (!expect(&here, value, json_type_int, "a number", error)) {
        return false;
    }
    *ret_number = json_object_get_int64(value);
    return true;
}

static bool get_test(json_object *object, const char **ret_test,
                     const Place *place, GError **error)
{
    const Place here = {place, "field_exists", 0};
    json_object *value;

    if (!json_object_object_get_ex(object, "field_exists", &value)) {
        return true;
    }
    if (!expect(&here, value, json_type_boolean, "a boolean", error)) {
        return false;
    }
    *ret_test = json_object_get_boolean(value) ? SOME_TEST : NULL;
    return true;
}

static VMState *read_state(DumpReader *reader, json_object *object,
                           const Place *place, GError **error);

static const char *kind_of(json_object *object, const VMStateField *field)
{
    if (field->vmstate) {
        return "struct";
    }
    if (g_str_equal(field->name, "unused")) {
        return "unused";
    }
    return json_object_object_get_ex(object, "num", NULL) ? "array" : "scalar";
}

static bool read_nested(DumpReader *reader, json_object *object,
                        VMStateField *field, const Place *place, GError **error)
{
    const Place here = {place, "Description", 0};
    json_object *description;
    const VMState *nested;

    if (!json_object_object_get_ex(object, "Description", &description)) {
        return true;
    }
    nested = read_state(reader, description, &here, error);
    if (!nested) {
        return false;
    }
    field->vmstate = nested->name;
    field->vmstate_symbol = nested->symbol;
    return true;
}

static bool read_field(DumpReader *reader, json_object *object, VMState *state,
                       const Place *place, GError **error)
{
    VMStateField field = {.count = 1, .size = -1};

    if (!expect(place, object, json_type_object, "an object", error) ||
        !get_text(reader, object, "field", &field.name, place, error) ||
        !get_number(object, "version_id", &field.version_id, place, error) ||
        !get_number(object, "size", &field.size, place, error) ||
        !get_number(object, "num", &field.count, place, error) ||
        !get_test(object, &field.exists, place, error) ||
        !read_nested(reader, object, &field, place, error)) {
        return false;
    }
    field.kind = fact_set_text(reader->facts, kind_of(object, &field));
    field.flags = fact_set_text(
        reader->facts,
        json_object_object_get_ex(object, "num", NULL) ? "" : DUMP_NO_COUNT);
    g_array_append_val(state->fields, field);
    return true;
}

static bool read_fields(DumpReader *reader, json_object *object, VMState *state,
                        const Place *place, GError **error)
{
    const Place list = {place, "Fields", 0};
    json_object *fields;

    if (!json_object_object_get_ex(object, "Fields", &fields)) {
        return true;
    }
    if (!expect(&list, fields, json_type_array, "a list", error)) {
        return false;
    }
    for (guint i = 0; i < json_object_array_length(fields); i++) {
        const Place here = {&list, NULL, i};

        if (!read_field(reader, json_object_array_get_idx(fields, i), state,
                        &here, error)) {
            return false;
        }
    }
    return true;
}

static bool read_subsections(DumpReader *reader, json_object *object,
                             VMState *state, const Place *place, GError **error)
{
    const Place list = {place, "Subsections", 0};
    json_object *subsections;

    if (!json_object_object_get_ex(object, "Subsections", &subsections)) {
        return true;
    }
    if (!expect(&list, subsections, json_type_array, "a list", error)) {
        return false;
    }
    for (guint i = 0; i < json_object_array_length(subsections); i++) {
        const Place here = {&list, NULL, i};
        VMState *subsection = read_state(
            reader, json_object_array_get_idx(subsections, i), &here, error);

        if (!subsection) {
            return false;
        }
        subsection->needed = fact_set_text(reader->facts, SOME_TEST);
        g_ptr_array_add(state->subsections, (char *)subsection->name);
        g_ptr_array_add(state->subsection_symbols, (char *)subsection->symbol);
    }
    return true;
}

/* "PCIDevice", and "PCIDevice#2" of the second one that is called so. */
static const char *symbol_for(DumpReader *reader, const char *name)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(reader->counts, name)) + 1;
    g_autofree char *symbol =
        n == 1 ? g_strdup(name) : g_strdup_printf("%s#%u", name, n);

    g_hash_table_insert(reader->counts, (char *)name, GUINT_TO_POINTER(n));
    return fact_set_text(reader->facts, symbol);
}

static VMState *read_state(DumpReader *reader, json_object *object,
                           const Place *place, GError **error)
{
    const char *text;
    const char *name = NULL;
    VMState *state;

    if (!expect(place, object, json_type_object, "an object", error)) {
        return NULL;
    }
    text = json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN);
    state = g_hash_table_lookup(reader->states, text);
    if (state) {
        return state;
    }
    if (!get_text(reader, object, "name", &name, place, error)) {
        return NULL;
    }
    state = fact_set_add_vmstate(reader->facts);
    state->name = name;
    state->symbol = symbol_for(reader, name);
    state->terminated = true;
    g_hash_table_insert(reader->states, g_strdup(text), state);
    if (!get_number(object, "version_id", &state->version_id, place, error) ||
        !get_number(object, "minimum_version_id", &state->minimum_version_id,
                    place, error) ||
        !read_fields(reader, object, state, place, error) ||
        !read_subsections(reader, object, state, place, error)) {
        return NULL;
    }
    return state;
}

static bool read_machine(DumpReader *reader, json_object *object,
                         const Place *place, GError **error)
{
    MachineType *machine = fact_set_add_machine_type(reader->facts);

    return get_text(reader, object, "Name", &machine->name, place, error);
}

/* The section repeats the versions of its description; a dump that does not
 * was edited. */
static bool check_versions(DumpReader *reader, json_object *object,
                           const Driver *driver, const VMState *state,
                           const Place *place, GError **error)
{
    const Location nowhere = {NULL, 0};
    gint64 version = state->version_id;
    gint64 minimum = state->minimum_version_id;
    g_autofree char *reason = NULL;

    if (!get_number(object, "version_id", &version, place, error) ||
        !get_number(object, "minimum_version_id", &minimum, place, error)) {
        return false;
    }
    if (version == state->version_id && minimum == state->minimum_version_id) {
        return true;
    }
    reason = g_strdup_printf(
        "version %" G_GINT64_FORMAT " (minimum %" G_GINT64_FORMAT
        ") in the section, %" G_GINT64_FORMAT " (minimum %" G_GINT64_FORMAT
        ") in its description",
        version, minimum, state->version_id, state->minimum_version_id);
    fact_set_add_gap(reader->facts, "dump-section", driver->name, reason,
                     &nowhere);
    return true;
}

static bool read_driver(DumpReader *reader, const char *name,
                        json_object *object, const Place *place, GError **error)
{
    const Place here = {place, "Description", 0};
    Driver *driver = fact_set_add_driver(reader->facts);
    json_object *description;
    const VMState *state;

    driver->name = fact_set_text(reader->facts, name);
    if (!json_object_object_get_ex(object, "Description", &description)) {
        return true;
    }
    state = read_state(reader, description, &here, error);
    if (!state) {
        return false;
    }
    driver->vmstate = state->name;
    driver->vmstate_symbol = state->symbol;
    return check_versions(reader, object, driver, state, place, error);
}

static bool read_document(DumpReader *reader, json_object *document,
                          GError **error)
{
    if (!expect(NULL, document, json_type_object, "an object", error)) {
        return false;
    }
    json_object_object_foreach(document, name, object)
    {
        const Place place = {NULL, name, 0};
        bool is_machine = g_str_equal(name, "vmschkmachine");

        if (!expect(&place, object, json_type_object, "an object", error)) {
            return false;
        }
        if (is_machine ? !read_machine(reader, object, &place, error)
                       : !read_driver(reader, name, object, &place, error)) {
            return false;
        }
    }
    return true;
}

static FactSet *read_facts(json_object *document, GError **error)
{
    g_autoptr(FactSet) facts = fact_set_new();
    g_autoptr(GHashTable) states =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    DumpReader reader = {facts, states, counts};

    if (!read_document(&reader, document, error)) {
        return NULL;
    }
    fact_set_sort(facts);
    return g_steal_pointer(&facts);
}

FactSet *dump_read(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(json_object) document = json_load(path, &problem);
    g_autofree char *label = g_path_get_basename(path);
    FactSet *facts = document ? read_facts(document, &problem) : NULL;

    if (!facts) {
        g_set_error(error, FACTS_ERROR,
                    problem ? problem->code : FACTS_ERROR_SYNTAX,
                    "dump '%s': %s", path,
                    problem ? problem->message : "holds nothing");
        return NULL;
    }
    fact_set_set_tree(facts, "qemu", NULL, label, NULL);
    return facts;
}

/* A saved facts file is an object too; its first member is the schema. */
bool dump_is_one(const char *path)
{
    char start[64];
    FILE *file;
    gsize length;

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return false;
    }
    file = fopen(path, "re");
    if (!file) {
        return false;
    }
    length = fread(start, 1, sizeof(start) - 1, file);
    fclose(file);
    start[length] = '\0';
    g_strstrip(start);
    if (*start != '{') {
        return false;
    }
    return !g_str_has_prefix(g_strchug(start + 1), "\"schema\"");
}
