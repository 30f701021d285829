/*
 * Facts as JSON: the contract's form, and what comes back is what went out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"
#include "facts/json.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char *written(const FactSet *facts)
{
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    assert_true(facts_json_write(facts, out, &error));
    fclose(out);
    return text;
}

static FactSet *read_text(const char *text, GError **error)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("facts-XXXXXX", &path, NULL);
    FactSet *facts;

    assert_true(file >= 0);
    close(file);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    facts = facts_json_read(path, error);
    g_unlink(path);
    return facts;
}

static void assert_comes_back(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(FactSet) facts = read_text(text, &error);
    g_autofree char *again = NULL;

    assert_null(error);
    again = written(facts);
    assert_string_equal(again, text);
}

static void add_machine_type(FactSet *facts)
{
    MachineType *machine = fact_set_add_machine_type(facts);
    CompatProperty entry = {
        .driver = fact_set_text(facts, "e1000"),
        .property = fact_set_text(facts, "mit"),
        .value = fact_set_text(facts, "off"),
        .list = fact_set_text(facts, "hw_compat_1_6"),
        .outer = fact_set_text(facts, "PC_COMPAT_1_6"),
        .location = {fact_set_text(facts, "hw/core/machine.c"), 7},
    };
    MachineField fields[] = {
        {fact_set_text(facts, "max_cpus"), NULL, value_number(288), {NULL, 0}},
        {fact_set_text(facts, "init"), NULL, value_unknown(), {NULL, 0}},
    };

    machine->name = fact_set_text(facts, "pc-q35-1.6");
    machine->targets =
        fact_set_names(facts, (const char *const[]){"x86_64", "i386", NULL});
    machine->location.file = fact_set_text(facts, "hw/i386/pc_q35.c");
    machine->location.line = 12;
    g_array_append_val(machine->compat, entry);
    g_array_append_vals(machine->fields, fields, G_N_ELEMENTS(fields));
}

static const char machine_text[] =
    "\n{\"name\": \"pc-q35-1.6\", \"targets\": [\"i386\", \"x86_64\"],"
    " \"location\": {\"file\": \"hw/i386/pc_q35.c\", \"line\": 12},"
    " \"family\": null, \"version\": null, \"aliases\": [],"
    " \"abstract\": false, \"is_default\": false, \"deprecated\": null,"
    " \"description\": null, \"parent\": null, \"cpu_types\": [],"
    " \"fields\": {\"max_cpus\": 288}, \"field_details\": [\n"
    " {\"name\": \"init\", \"record\": null,"
    " \"location\": {\"file\": null, \"line\": 0}},\n"
    " {\"name\": \"max_cpus\", \"record\": null, \"value\": 288,"
    " \"location\": {\"file\": null, \"line\": 0}}], \"compat\": [\n"
    " {\"driver\": \"e1000\", \"property\": \"mit\", \"value\": \"off\","
    " \"optional\": false, \"list\": \"hw_compat_1_6\","
    " \"outer\": \"PC_COMPAT_1_6\", \"when\": null,"
    " \"location\": {\"file\": \"hw/core/machine.c\", \"line\": 7}}],"
    " \"steps\": [], \"switches\": []}\n";

static void test_machine_type(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    g_autofree char *text = NULL;
    g_autofree char *expected = NULL;

    (void)state;
    fact_set_set_tree(facts, "qemu", "1.6.0", "v1.6.0", NULL);
    add_machine_type(facts);
    fact_set_sort(facts);
    text = written(facts);
    expected = g_strconcat(
        "{\n\"schema\": \"migcompat.facts/1\",\n\"tree\": {\"project\": "
        "\"qemu\", \"version\": \"1.6.0\", \"label\": \"v1.6.0\", "
        "\"revision\": null},\n\"machine_types\": [",
        machine_text,
        "],\n\"drivers\": [],\n\"vmstates\": [],\n\"options\": [],\n"
        "\"ram_blocks\": [],\n\"cpu_models\": [],\n\"deprecations\": [],\n"
        "\"qapi\": [],\n\"placements\": [],\n\"hardware_constants\": [],\n"
        "\"option_refusals\": [],\n\"machine_info\": [],\n\"setup_steps\": [],\n"
        "\"gaps\": [],\n\"census\": []\n}\n",
        NULL);
    assert_string_equal(text, expected);
    assert_comes_back(text);
}

static const struct {
    Value value;
    const char *text; /* NULL: left out */
} values[] = {
    {{VALUE_UNKNOWN}, NULL},
    {{VALUE_NONE}, "null"},
    {{VALUE_BOOLEAN, .boolean = true}, "true"},
    {{VALUE_NUMBER, .number = G_MININT64}, "-9223372036854775808"},
    {{VALUE_NUMBER, .number = G_MAXINT64}, "9223372036854775807"},
    {{VALUE_UNSIGNED, .unsigned_number = G_MAXUINT64}, "18446744073709551615"},
    {{VALUE_UNSIGNED, .unsigned_number = (guint64)G_MAXINT64 + 1},
     "9223372036854775808"},
    {{VALUE_STRING, .string = ""}, "\"\""},
    {{VALUE_STRING, .string = "a/b \"c\" \\"}, "\"a/b \\\"c\\\" \\\\\""},
    {{VALUE_STRING, .string = "\n\t\x01\x7f"}, "\"\\n\\t\\u0001\x7f\""},
    {{VALUE_STRING, .string = "gr\xc3\xbc\xc3\x9f"}, "\"gr\xc3\xbc\xc3\x9f\""},
};

static void test_values(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(FactSet) facts = fact_set_new();
        g_autofree char *text = NULL;
        g_autofree char *part = NULL;
        RamBlock *block = fact_set_add_ram_block(facts);

        block->size = values[i].value;
        text = written(facts);
        part = g_strdup_printf("\"owner\": null, %s%s%s\"location\"",
                               values[i].text ? "\"size\": " : "",
                               values[i].text ? values[i].text : "",
                               values[i].text ? ", " : "");
        assert_non_null(strstr(text, part));
        assert_comes_back(text);
    }
}

static const char *new_text(FactSet *facts, guint *counter)
{
    g_autofree char *text = g_strdup_printf("text %u", (*counter)++);

    return fact_set_text(facts, text);
}

static void fill_record(FactSet *facts, const Record *record, void *fact,
                        guint *counter);

static void fill_elements(FactSet *facts, const Record *element, GArray *list,
                          guint *counter)
{
    g_array_set_size(list, 3);
    for (guint i = 0; i < list->len; i++) {
        fill_record(facts, element, list->data + i * element->size, counter);
    }
}

static void fill_list(FactSet *facts, const Member *member, void *fact,
                      guint *counter)
{
    const char *names[] = {new_text(facts, counter), new_text(facts, counter),
                           NULL};

    switch (member->kind) {
    case MEMBER_NAMES:
    case MEMBER_TARGETS:
        *(Names *)member_slot(member, fact) = fact_set_names(facts, names);
        return;
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        g_ptr_array_add(member_pointer(member, fact), (gpointer)names[1]);
        g_ptr_array_add(member_pointer(member, fact), (gpointer)names[0]);
        return;
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
    case MEMBER_VALUES:
        fill_elements(facts, member->element, member_pointer(member, fact),
                      counter);
        return;
    default:
        return;
    }
}

static void fill_member(FactSet *facts, const Member *member, void *fact,
                        guint *counter)
{
    void *slot = member_slot(member, fact);

    switch (member->kind) {
    case MEMBER_TEXT:
        *(const char **)slot = new_text(facts, counter);
        return;
    case MEMBER_BOOLEAN:
        *(bool *)slot = (*counter)++ % 2;
        return;
    case MEMBER_NUMBER:
    case MEMBER_LENGTH:
        *(gint64 *)slot = (gint64)(*counter)++ % 3 - 1;
        return;
    case MEMBER_COUNT:
        *(guint *)slot = (*counter)++;
        return;
    case MEMBER_VALUE:
        *(Value *)slot = values[(*counter)++ % G_N_ELEMENTS(values)].value;
        return;
    case MEMBER_LOCATION:
        *(Location *)slot = (Location){new_text(facts, counter), *counter};
        return;
    default:
        fill_list(facts, member, fact, counter);
        return;
    }
}

static void fill_record(FactSet *facts, const Record *record, void *fact,
                        guint *counter)
{
    for (guint i = 0; i < record->n_members; i++) {
        fill_member(facts, &record->members[i], fact, counter);
    }
}

static void add_filled_facts(FactSet *facts, guint *counter)
{
    for (guint kind = 0; kind < FACT_GAP; kind++) {
        fill_record(facts, fact_record(kind), fact_set_add(facts, kind),
                    counter);
    }
}

/* Every member of every kind of fact, whatever will be added to them. */
static void test_everything_comes_back(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    g_autofree char *text = NULL;
    guint counter = 0;

    (void)state;
    fact_set_set_tree(facts, "qemu", "1", "label", "0123abcd");
    for (guint i = 0; i < 40; i++) {
        Census census = {"vmstate", i, i + 1, 0, 2};

        add_filled_facts(facts, &counter);
        fact_set_add_census(facts, &census);
        fact_set_add_gap(facts, "vmstate", i % 2 ? "x" : NULL, "no",
                         &(Location){"a.c", i});
    }
    fact_set_sort(facts);
    text = written(facts);
    assert_comes_back(text);
}

#define HEAD "{\"schema\": \"migcompat.facts/1\", \"tree\": {}"

static void test_other_peoples_json(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(FactSet) facts = read_text(
        HEAD ", \"new\": [1], \"machine_types\": [{\"name\": \"b\","
             " \"fields\": {\"y\": 1, \"x\": \"z\"}, \"surprise\": {}},"
             " {\"name\": \"a\", \"location\": {}}]} \n",
        &error);
    const MachineType *machine;

    (void)state;
    assert_null(error);
    assert_int_equal(fact_set_machine_types(facts)->len, 2);
    machine = fact_set_machine_types(facts)->pdata[1];
    assert_string_equal(machine->name, "b");
    assert_int_equal(machine->fields->len, 2);
    assert_string_equal(g_array_index(machine->fields, MachineField, 0).name,
                        "x");
}

static const struct {
    const char *text;
    FactsError code;
    const char *message; /* its end */
} broken[] = {
    {"", FACTS_ERROR_SYNTAX, "ends too early, in line 1"},
    {HEAD ",\n\"drivers\": [{\"name\": \"nv", FACTS_ERROR_SYNTAX,
     "ends too early, in line 2"},
    {"\n\n{\"schema\" 1}", FACTS_ERROR_SYNTAX,
     "no JSON from line 3 on: object property name separator ':' expected"},
    {HEAD "}\n}", FACTS_ERROR_SYNTAX, "goes on after its end, in line 2"},
    {"[]", FACTS_ERROR_SCHEMA, "$: expected an object, found a list"},
    {"null\n", FACTS_ERROR_SCHEMA, "$: expected an object, found null"},
    {"{}", FACTS_ERROR_SCHEMA, "$.schema: expected a string, found null"},
    {"{\"schema\": \"migcompat.facts/2\"}", FACTS_ERROR_SCHEMA,
     "$.schema: expected 'migcompat.facts/1', found 'migcompat.facts/2'"},
    {"{\"schema\": \"migcompat.facts/1\"}", FACTS_ERROR_SCHEMA,
     "$.tree: expected an object, found null"},
    {HEAD ", \"drivers\": {}}", FACTS_ERROR_SCHEMA,
     "$.drivers: expected a list, found an object"},
    {HEAD ", \"drivers\": [{}, 4]}", FACTS_ERROR_SCHEMA,
     "$.drivers[1]: expected an object, found a number"},
    {HEAD ", \"drivers\": [{\"name\": 1}]}", FACTS_ERROR_SCHEMA,
     "$.drivers[0].name: expected a string, found a number"},
    {HEAD ", \"drivers\": [{\"targets\": [\"a\", null]}]}", FACTS_ERROR_SCHEMA,
     "$.drivers[0].targets[1]: expected a string, found null"},
    {HEAD ", \"drivers\": [{\"abstract\": \"no\"}]}", FACTS_ERROR_SCHEMA,
     "$.drivers[0].abstract: expected a boolean, found a string"},
    {HEAD ", \"drivers\": [{\"properties\": [{}, {\"default\": []}]}]}",
     FACTS_ERROR_SCHEMA,
     "$.drivers[0].properties[1].default: expected a plain value, found a "
     "list"},
    {HEAD ", \"vmstates\": [{\"version_id\": 1.5}]}", FACTS_ERROR_SCHEMA,
     "$.vmstates[0].version_id: expected a number, found a broken number"},
    {HEAD ", \"gaps\": [{\"location\": {\"line\": -1}}]}", FACTS_ERROR_SCHEMA,
     "$.gaps[0].location.line: expected a count, found a number"},
};

static void test_broken_files(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(read_text(broken[i].text, &error));
        assert_non_null(error);
        if (!g_str_has_suffix(error->message, broken[i].message)) {
            fail_msg("'%s' does not end with '%s'", error->message,
                     broken[i].message);
        }
        assert_int_equal(error->code, broken[i].code);
    }
}

static void test_no_file(void **state)
{
    g_autoptr(GError) error = NULL;

    (void)state;
    assert_null(facts_json_read("/nonexistent/facts.json", &error));
    assert_int_equal(error->code, FACTS_ERROR_FILE);
    assert_non_null(strstr(error->message, "/nonexistent/facts.json"));
}

static void test_full_disk(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    g_autoptr(GError) error = NULL;
    FILE *out = fopen("/dev/full", "w");

    (void)state;
    if (!out) {
        skip();
    }
    assert_false(facts_json_write(facts, out, &error));
    assert_int_equal(error->code, FACTS_ERROR_FILE);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_machine_type),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_everything_comes_back),
        cmocka_unit_test(test_other_peoples_json),
        cmocka_unit_test(test_broken_files),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_full_disk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
