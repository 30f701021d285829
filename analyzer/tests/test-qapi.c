/*
 * QAPI schemas of every dialect, and the C that is made of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/qapi.h"
#include "project/qapi-types.h"

#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Files: path, text, path, text, ..., NULL. */
static char *read_file(const char *path, void *user)
{
    const char *const *files = user;

    for (; *files; files += 2) {
        if (g_str_equal(*files, path)) {
            return g_strdup(files[1]);
        }
    }
    return NULL;
}

static QapiSchema *parse(const char *text)
{
    const char *files[] = {"qapi-schema.json", text, NULL};

    return qapi_schema_parse("qapi-schema.json", read_file, files);
}

static const QapiSchemaMember *member(const QapiSchema *schema,
                                      const char *entity, guint index)
{
    const QapiSchemaEntity *found = qapi_schema_find(schema, entity);

    assert_non_null(found);
    assert_true(index < found->members->len);
    return g_ptr_array_index(found->members, index);
}

static void test_kinds(void **state)
{
    g_autoptr(QapiSchema) schema = parse(
        "# comment\n"
        "##\n# @E: doc { 'not': 'read' }\n##\n"
        "{ 'enum': 'E', 'data': [ 'a', {'name': 'b', 'if': 'CONFIG_B'} ],\n"
        "  'prefix': 'EE' }\n"
        "{ 'struct': 'S', 'base': 'B', 'data': { 'x': 'int', '*y': ['E'] } }\n"
        "{ 'struct': 'B', 'data': {} }\n"
        "{ 'union': 'U', 'base': { 'kind': 'E' }, 'discriminator': 'kind',\n"
        "  'data': { 'a': 'S', 'b': { 'type': 'B', 'if': 'CONFIG_B' } } }\n"
        "{ 'alternate': 'A', 'data': { 's': 'str', 'e': [ 'int' ] } }\n"
        "{ 'command': 'c', 'data': 'S', 'returns': ['str'], 'boxed': true,\n"
        "  'gen': false, 'allow-oob': true }\n"
        "{ 'event': 'EV', 'features': [ 'deprecated', {'name': 'unstable'} ] "
        "}\n");
    const QapiSchemaEntity *entity;

    (void)state;
    assert_int_equal(schema->problems->len, 0);
    assert_int_equal(schema->entities->len, 7);
    assert_string_equal(member(schema, "E", 1)->when, "CONFIG_B");
    assert_string_equal(qapi_schema_find(schema, "E")->prefix, "EE");
    assert_true(member(schema, "S", 1)->optional);
    assert_string_equal(member(schema, "S", 1)->name, "y");
    assert_string_equal(member(schema, "S", 1)->type, "[E]");
    entity = qapi_schema_find(schema, "U");
    assert_int_equal(entity->common->len, 1);
    assert_string_equal(entity->discriminator, "kind");
    assert_string_equal(member(schema, "U", 1)->type, "B");
    assert_string_equal(member(schema, "A", 1)->type, "[int]");
    entity = qapi_schema_find(schema, "c");
    assert_string_equal(entity->data_type, "S");
    assert_string_equal(entity->returns, "[str]");
    assert_true(entity->is_boxed);
    assert_true(entity->has_no_code);
    assert_int_equal(qapi_schema_find(schema, "EV")->features->len, 2);
    assert_int_equal(qapi_schema_find(schema, "EV")->location.line, 14);
}

/* As QEMU 2.3 wrote them. */
static void test_old_dialect(void **state)
{
    g_autoptr(QapiSchema) schema =
        parse("{ 'type': 'V', 'data': {'q': {'major': 'int', '*type': 'int'},\n"
              "                        'p': 'str'} }\n"
              "{ 'union': 'A', 'discriminator': {}, 'data': { 'n': 'int' } }\n"
              "{ 'command': 'get', 'data': { 'p': 'str' },\n"
              "  'returns': 'visitor', 'gen': 'no' }\n");

    (void)state;
    assert_int_equal(schema->problems->len, 0);
    assert_string_equal(member(schema, "V", 0)->type, "V.q");
    assert_true(qapi_schema_find(schema, "V.q")->is_nested);
    assert_string_equal(member(schema, "V.q", 0)->name, "major");
    assert_int_equal(qapi_schema_find(schema, "A")->kind, QAPI_ALTERNATE);
    assert_true(qapi_schema_find(schema, "get")->has_no_code);
}

static const struct {
    const char *condition;
    const char *text;
} conditions[] = {
    {"'CONFIG_X'", "CONFIG_X"},
    {"'defined(CONFIG_X)'", "CONFIG_X"},
    {"['defined(A)', '!defined( B )']", "A && !B"},
    {"'defined A || defined(B)'", "A || B"},
    {"{'all': ['A', {'any': ['B', 'C']}]}", "A && (B || C)"},
    {"{'not': {'any': ['A', 'B']}}", "!(A || B)"},
    {"{'not': 'A'}", "!A"},
    {"{'any': ['A']}", "A"},
};

static void test_conditions(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
        g_autofree char *text = g_strdup_printf(
            "{ 'struct': 'S', 'data': {}, 'if': %s }", conditions[i].condition);
        g_autoptr(QapiSchema) schema = parse(text);

        assert_int_equal(schema->problems->len, 0);
        assert_string_equal(qapi_schema_find(schema, "S")->when,
                            conditions[i].text);
    }
}

/* Each leaves exactly one problem, and what follows is read. */
static const struct {
    const char *text;
    guint line;
    const char *reason; /* its beginning */
} broken[] = {
    {"{ 'struct': 'X', 'data': { 'a': 'int' }\n", 2, "',' or '}' expected"},
    {"{ 'struct': 'X', 'data': { 'a' 'int' } }\n", 1, "':' expected"},
    {"{ 'struct': 'X,\n  'data': {} }\n", 1, "string without an end"},
    {"{ 'enum': 'X', 'data': [ 1 ] }\n", 1, "value expected"},
    {"{ 'struct': 'X', 'data': {}, 'data': {} }\n", 1, "key 'data'"},
    {"stray\n", 1, "expression in braces"},
    {"\n{ 'strukt': 'X' }\n", 2, "expression of unknown kind"},
    {"{ 'struct': 'X', 'data': {}, 'colour': 'red' }\n", 1, "'X' has the unk"},
    {"{ 'struct': 'X', 'data': { 'a': 'Nobody' } }\n", 1, "'X' uses the unk"},
    {"{ 'struct': 'X' }\n", 1, "'X' has no members"},
    {"{ 'struct': 'X', 'data': {}, 'if': {'nor': 'A'} }\n", 1, "'X' has a con"},
    {"{ 'struct': 'X', 'data': { 'a': true } }\n", 1, "member 'a'"},
    {"{ 'struct': 'X', 'base': 'X', 'data': {} }\n", 1, "'X' is its own base"},
    {"{ 'include': '../../etc/passwd' }\n", 1, "include of no file"},
    {"{ 'include': 'absent.json' }\n", 1, "'absent.json' cannot be read"},
    {"{ 'enum': 'X', 'data': [ '\\q' ] }\n", 1, "unknown escape"},
};

static void test_problems(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *text =
            g_strconcat(broken[i].text, "{ 'event': 'AFTER' }\n", NULL);
        g_autoptr(QapiSchema) schema = parse(text);
        const QapiSchemaProblem *problem;

        assert_int_equal(schema->problems->len, 1);
        problem = g_ptr_array_index(schema->problems, 0);
        assert_true(g_str_has_prefix(problem->reason, broken[i].reason));
        assert_int_equal(problem->location.line, broken[i].line);
        assert_non_null(qapi_schema_find(schema, "AFTER"));
    }
}

static void test_depth(void **state)
{
    g_autoptr(GString) text = g_string_new("{ 'struct': 'X', 'data': ");

    (void)state;
    for (guint i = 0; i < 100000; i++) {
        g_string_append(text, "{ 'a': ");
    }
    {
        g_autoptr(QapiSchema) schema = parse(text->str);

        assert_int_equal(schema->problems->len, 1);
    }
}

static void test_includes(void **state)
{
    const char *files[] = {
        "qapi/qapi-schema.json",
        "{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n"
        "{ 'pragma': { 'doc-required': true } }\n",
        "qapi/a.json",
        "{ 'include': 'b.json' }\n{ 'struct': 'A', 'data': { 'b': 'B' } }\n",
        "qapi/b.json",
        "{ 'include': '../qapi/a.json' }\n{ 'struct': 'B', 'data': {} }\n",
        NULL};
    g_autoptr(QapiSchema) schema =
        qapi_schema_parse("qapi/qapi-schema.json", read_file, files);
    const QapiSchemaEntity *first = g_ptr_array_index(schema->entities, 0);

    (void)state;
    assert_int_equal(schema->problems->len, 0);
    assert_int_equal(schema->modules->len, 3);
    assert_int_equal(schema->includes->len, 4);
    assert_string_equal(first->name, "B");
    assert_string_equal(first->module, "b");
    assert_string_equal(first->location.file, "qapi/b.json");
}

static const struct {
    const char *name;
    const char *value;
    QapiVersion version;
    const char *constant;
} constants[] = {
    {"OnOffAuto", "auto", {7, 2, 0}, "ON_OFF_AUTO_AUTO"},
    {"OffAutoPCIBAR", "bar0", {9, 1, 0}, "OFF_AUTOPCIBAR_BAR0"},
    {"OffAutoPCIBAR", "bar0", {9, 2, 0}, "OFF_AUTO_PCIBAR_BAR0"},
    {"OffAutoPCIBAR", "bar0", {9, 1, 50}, "OFF_AUTO_PCIBAR_BAR0"},
    {"QKeyCode", "num-lock", {7, 2, 0}, "Q_KEY_CODE_NUM_LOCK"},
    {"InputButton", "WheelUp", {2, 3, 0}, "INPUT_BUTTON_WHEEL_UP"},
    {"InputButton", "WheelUp", {2, 6, 0}, "INPUT_BUTTON_WHEELUP"},
    {"RunState", NULL, {2, 3, 0}, "RUN_STATE_MAX"},
    {"RunState", NULL, {2, 6, 0}, "RUN_STATE__MAX"},
    {"QAPIEvent", "BLOCK_JOB", {10, 0, 0}, "QAPI_EVENT_BLOCK_JOB"},
};

static void test_constants(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(constants); i++) {
        QapiSchemaEntity entity = {.name = (char *)constants[i].name};
        g_autofree char *constant = qapi_c_enum_constant(
            &entity, constants[i].value, &constants[i].version);

        assert_string_equal(constant, constants[i].constant);
    }
}

static const char *const generated =
    "{ 'enum': 'E', 'data': [ 'a', 'unix' ] }\n"
    "{ 'struct': 'S', 'data': { '*s': 'str', '*n': 'int', '*l': ['E'],\n"
    "  '*unix': 'bool' } }\n"
    "{ 'union': 'F', 'base': { 'e': 'E' }, 'discriminator': 'e',\n"
    "  'data': { 'a': 'S' } }\n"
    "{ 'command': 'do-it', 'data': 'S', 'returns': 'F' }\n"
    "{ 'event': 'DONE', 'data': { '*why': 'str' } }\n";

/* The text is in the header, blanks counted as one. */
static const struct {
    QapiVersion version;
    const char *header;
    const char *text;
} expected[] = {
    {{2, 6, 0}, "qapi-types.h", "struct S { bool has_s; char *s;"},
    {{2, 6, 0}, "qapi-types.h", "extern const char *const E_lookup[];"},
    {{2, 6, 0}, "qapi-types.h", "struct F { E e; union { S a; } u; };"},
    {{2, 5, 0}, "qapi-types.h", "union { void *data; S *a; } u; };"},
    {{2, 3, 0}, "qapi-types.h", "E kind; union { void *data; S *a; }; };"},
    {{2, 3, 0}, "qapi-visit.h", "visit_type_S(Visitor *v, S **obj, const"},
    {{2, 6, 0},
     "qapi-event.h",
     "qapi_event_send_done(bool has_why, const "
     "char *why, Error **errp);"},
    {{4, 0, 0},
     "qapi/qapi-events.h",
     "send_done(bool has_why, const char "
     "*why);"},
    {{8, 0, 0},
     "qapi/qapi-types.h",
     "struct S { char *s; bool has_n; int64_t "
     "n; bool has_l; EList *l; bool has_q_unix; bool q_unix; "
     "};"},
    {{8, 0, 0},
     "qapi/qapi-commands.h",
     "F *qmp_do_it(const char *s, bool "
     "has_n, int64_t n, bool has_l, EList "
     "*l, bool has_q_unix, bool q_unix, Error **errp);"},
    {{8, 0, 0}, "qapi/qapi-types.h", "extern const QEnumLookup E_lookup;"},
    {{8, 0, 0},
     "qapi/qapi-visit.h",
     "bool visit_type_S(Visitor *v, const "
     "char *name, S **obj, Error **errp);"},
    {{8, 0, 0}, "qapi/qapi-emit-events.h", "QAPI_EVENT_DONE = 0,"},
    {{8, 0, 0}, "qapi/qapi-builtin-types.h", "struct strList { strList *next;"},
};

static void test_generated(void **state)
{
    g_autoptr(QapiSchema) schema = parse(generated);
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);

    (void)state;
    assert_int_equal(schema->problems->len, 0);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autoptr(GHashTable) files =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        const char *text;
        g_autofree char *flat = NULL;

        qapi_types_generate(schema, &expected[i].version, files);
        text = g_hash_table_lookup(files, expected[i].header);
        assert_non_null(text);
        flat = g_regex_replace_literal(blanks, text, -1, 0, " ", 0, NULL);
        assert_non_null(strstr(flat, expected[i].text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_old_dialect),
        cmocka_unit_test(test_conditions), cmocka_unit_test(test_problems),
        cmocka_unit_test(test_depth),      cmocka_unit_test(test_includes),
        cmocka_unit_test(test_constants),  cmocka_unit_test(test_generated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
